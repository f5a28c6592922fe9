/** What every storage of files elsewhere must do when something goes wrong on the way. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { RecordingConfig } from '../../../src/config/config.ts';
import { RecordingError } from '../../../src/errors.ts';
import { resolveFiles } from '../../../src/recordings/resolve.ts';
import type { Listing, Storage } from '../../../src/recordings/storage/storage.ts';
import { temporaryFolder } from '../files.ts';
import { context } from './folder.ts';
import { CANARY, type ObjectServer } from './servers/objects.ts';

export interface FaultContract {
  readonly storage: Storage;
  /** A server, and the environment that leads to it, with canaries where secrets stand. */
  serve(): Promise<ObjectServer>;
  /** What weir.yml says for a path on it. */
  at(path: string, server: ObjectServer): string;
  /** Status and code of the service for credentials that it does not know. */
  readonly unknown: { readonly status: number; readonly code: string };
  /** Requests for a listing of 100,000 objects; undefined where there are no listings. */
  readonly pages?: number;
  /** What is said of a page that is none of the last and names no next one; undefined where no page can be that. */
  readonly endless?: RegExp;
}

export function config(files: string, more: Partial<RecordingConfig> = {}): RecordingConfig {
  return { name: 'flights', files, input: '', range: { line: 4, column: 5, endLine: 4, endColumn: 30 }, ...more };
}

/** Sets variables for one test. */
export function setEnvironment(variables: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  onTestFinished(() => void vi.unstubAllEnvs());
}

export function itWithstands({ storage, serve, at, unknown, pages, endless }: FaultContract): void {
  const list = (server: ObjectServer, path: string): Promise<Listing> =>
    storage.list({
      files: at(path, server),
      storage: context(),
      fail: (message, expected) => new RecordingError([{ message, expected }]),
    });

  async function fetched({ found }: Listing): Promise<string> {
    const [first] = found;
    if (first === undefined || 'path' in first) throw new Error('nothing to fetch');
    const file = join(temporaryFolder(), 'fetched');
    await first.fetch(file);
    return readFileSync(file, 'utf8');
  }

  /** What it says, which no canary and no error of a vendor's may be part of. */
  async function failure(work: Promise<unknown>): Promise<string> {
    const error: unknown = await work.then(
      () => new Error('nothing went wrong'),
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(RecordingError);
    const { message, stack, cause } = error instanceof RecordingError ? error : new Error();
    expect(cause).toBeUndefined();
    expect(`${message} ${stack} ${JSON.stringify(error)}`).not.toContain(CANARY);
    return message;
  }

  const text = Array.from({ length: 20_000 }, (_, id) => `{"id":${id}}\n`).join('');

  describe(`a storage of ${storage.address}, when something goes wrong`, () => {
    it('says that credentials were refused, and none of them', async () => {
      const server = await serve();
      server.put('traffic/a.jsonl', text);
      const listing = await list(server, 'traffic/a.jsonl');
      server.refusal = unknown;
      expect(await failure(list(server, 'traffic/a.jsonl'))).toMatch(/refused the credentials/);
      expect(await failure(fetched(listing))).toMatch(/refused the credentials/);
    });

    it('says that it may not read', async () => {
      const server = await serve();
      server.refusal = { status: 403, code: 'Forbidden' };
      expect(await failure(list(server, 'traffic/a.jsonl'))).toMatch(/does not let these credentials read .*403/);
    });

    it('says that nobody answers', { timeout: 60_000 }, async () => {
      const server = await serve();
      server.refusal = { status: 500, code: 'InternalError' };
      expect(await failure(list(server, 'traffic/a.jsonl'))).toMatch(/could not be read \(500/);
    });

    it('goes on where a connection was cut, and asks for nothing twice', async () => {
      const server = await serve();
      server.put('traffic/a.jsonl', text);
      const listing = await list(server, 'traffic/a.jsonl');
      server.cuts.push(100_000, 50_000);
      server.requests.length = 0;
      expect(await fetched(listing)).toBe(text);
      expect(server.cuts).toEqual([]);
      const starts = server.requests.map((line) => Number(/bytes=(\d+)-/.exec(line)?.[1] ?? 0));
      expect(starts).toHaveLength(3);
      expect(starts[0]).toBe(0);
      // What was sent before a cut may not all have come.
      expect(starts[1]).toBeGreaterThan(0);
      expect(starts[2]).toBeGreaterThan(starts[1] ?? 0);
    });

    it('gives no half of one file and half of another', async () => {
      const server = await serve();
      server.put('traffic/a.jsonl', text);
      const listing = await list(server, 'traffic/a.jsonl');
      server.cuts.push(100_000);
      server.onCut = () => server.put('traffic/a.jsonl', text.replaceAll('id', 'no'));
      expect(await failure(fetched(listing))).toMatch(/was replaced or removed while it was read/);
    });

    it.each(['whole files for ranges', 'later ranges'] as const)(
      'gives no bytes of another place for %s',
      async (lie) => {
        const server = await serve();
        server.put('traffic/a.jsonl', text);
        const listing = await list(server, 'traffic/a.jsonl');
        server.cuts.push(100_000);
        server.lie = lie;
        const outcome = await fetched(listing).catch((error: unknown) => error);
        if (!(outcome instanceof RecordingError)) expect(outcome).toBe(text);
      },
    );

    it('says that a file was removed while it was read', async () => {
      const server = await serve();
      server.put('traffic/a.jsonl', text);
      const listing = await list(server, 'traffic/a.jsonl');
      server.objects.clear();
      expect(await failure(fetched(listing))).toMatch(/was replaced or removed while it was read/);
    });

    it('takes a file of no bytes for one without records', async () => {
      const server = await serve();
      server.put('traffic/a.jsonl', '');
      const [file] = await resolveFiles(config(at('traffic/a.jsonl', server)), context());
      expect(readFileSync(file?.path ?? '')).toHaveLength(0);
    });

    if (pages === undefined) return;

    it('says that there is no such place', async () => {
      const server = await serve();
      const elsewhere = at('traffic/*.jsonl', server).replace('acme-traffic', 'acme-typo');
      const fail = (message: string) => new RecordingError([{ message }]);
      expect(await failure(storage.list({ files: elsewhere, storage: context(), fail }))).toMatch(
        /there is no such place as the (bucket|container) acme-typo/,
      );
    });

    it('reads a file by its name where it may list nothing', async () => {
      const server = await serve();
      server.put('traffic/a.jsonl', text);
      server.noListing = true;
      expect(await fetched(await list(server, 'traffic/a.jsonl'))).toBe(text);
      expect(await failure(list(server, 'traffic/*.jsonl'))).toMatch(/does not let these credentials read/);
    });

    it.each([
      ['no sizes', /a listing without names or sizes/],
      ['pages that go round', /a listing without an end/],
      ['a page without the next', endless],
    ] as const)('takes no part of the files for all of them: %s', async (lie, said) => {
      const server = await serve();
      // More than any service lists on a page.
      for (let index = 10_000; index < 20_001; index += 1) server.put(`traffic/${index}.jsonl`, text.slice(0, 10));
      server.lie = lie;
      if (said) expect(await failure(list(server, 'traffic/*.jsonl'))).toMatch(said);
      else expect((await list(server, 'traffic/*.jsonl')).found).toHaveLength(10_001);
    });

    it('finds some among 100,000, page by page', { timeout: 120_000 }, async () => {
      const server = await serve();
      for (let index = 0; index < 100_000; index += 1) {
        server.put(
          `traffic/dt=2026-11-${String(10 + Math.floor(index / 10_000))}/${String(index).padStart(6, '0')}.jsonl`,
          '',
        );
      }
      server.requests.length = 0;
      const { found } = await list(server, 'traffic/dt=*/*77777.jsonl');
      expect(found.map(({ name }) => name)).toEqual([at('traffic/dt=2026-11-17/077777.jsonl', server)]);
      // One more asks for the pattern as a name.
      expect(server.requests).toHaveLength(pages + 1);
    });
  });
}
