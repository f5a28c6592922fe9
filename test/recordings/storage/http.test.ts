import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RecordingError } from '../../../src/errors.ts';
import { http } from '../../../src/recordings/storage/http/index.ts';
import type { RecordingStorage, Remote } from '../../../src/recordings/storage/storage.ts';
import { temporaryFolder } from '../files.ts';
import { itStores } from './contract.ts';
import { itWithstands, setEnvironment } from './faults.ts';
import { context } from './folder.ts';
import { type Answer, CANARY, type ObjectServer, serveObjects } from './servers/objects.ts';
import { answerWeb, type WebManners } from './servers/web-server.ts';

/** Its name and password stand in a .netrc. */
async function serve(answer: Answer = answerWeb()): Promise<ObjectServer> {
  const server = await serveObjects(answer);
  const netrc = join(temporaryFolder(), 'netrc');
  writeFileSync(netrc, `machine 127.0.0.1\n  login weir\n  password ${CANARY}\n`);
  setEnvironment({ NETRC: netrc });
  return server;
}

itStores({
  storage: http,
  noListing: 'web servers have none',
  async put(files) {
    const server = await serve();
    for (const [path, content] of Object.entries(files)) server.put(path, content);
    return {
      at: (path) => `${server.url}/${path}`,
      context: context(),
      replace: async (path, content) => server.put(path, content),
    };
  },
});

itWithstands({
  storage: http,
  serve,
  at: (path, { url }) => `${url}/${path}`,
  unknown: { status: 401, code: '' },
});

async function find(files: string, storage: RecordingStorage = context()): Promise<Remote> {
  const fail = (message: string, expected: string) => new RecordingError([{ message, expected }]);
  const [found] = (await http.list({ files, storage, fail })).found;
  if (found === undefined || 'path' in found) throw new Error('nothing to fetch');
  return found;
}

async function contentOf(found: Remote): Promise<string> {
  const file = join(temporaryFolder(), 'fetched');
  await found.fetch(file);
  return readFileSync(file, 'utf8');
}

describe('a web server', () => {
  const text = Array.from({ length: 20_000 }, (_, id) => `{"id":${id}}\n`).join('');

  it.each<WebManners>([
    { ranges: false, validator: 'strong' },
    { ranges: true, validator: 'weak' },
    { ranges: true, validator: 'date' },
    { ranges: true, validator: 'none' },
  ])('of %j is read anew as a whole where a connection was cut', async (manners) => {
    const server = await serve(answerWeb(manners));
    server.put('a.jsonl', text);
    const found = await find(`${server.url}/a.jsonl`);
    server.cuts.push(100_000);
    // Of the same length: only what is read as a whole can be trusted.
    const other = text.replaceAll('id', 'no');
    if (manners.validator === 'none') server.onCut = () => server.put('a.jsonl', other);
    expect(await contentOf(found)).toBe(manners.validator === 'none' ? other : text);
  });

  it.each<WebManners>([
    { ranges: false, validator: 'strong' },
    { ranges: true, validator: 'weak' },
    { ranges: true, validator: 'date' },
  ])('of %j gives nothing of a file that was replaced', async (manners) => {
    const server = await serve(answerWeb(manners));
    server.put('a.jsonl', text);
    const found = await find(`${server.url}/a.jsonl`);
    server.cuts.push(100_000);
    server.onCut = () => server.put('a.jsonl', text.replaceAll('id', 'no'));
    await expect(contentOf(found)).rejects.toThrow('was replaced or removed while it was read');
  });

  it('without a way to tell two contents apart has another version each time', async () => {
    const server = await serve(answerWeb({ ranges: true, validator: 'none' }));
    server.put('a.jsonl', text);
    const versions = [await find(`${server.url}/a.jsonl`), await find(`${server.url}/a.jsonl`)].map(
      ({ version }) => version,
    );
    expect(new Set(versions).size).toBe(2);
  });

  it.each([
    ['strong', true],
    ['weak', false],
    ['date', false],
    ['none', false],
  ] as const)('with a %s validator says which bytes come: %s', async (validator, isExact) => {
    const server = await serve(answerWeb({ ranges: true, validator }));
    server.put('a.jsonl', text);
    expect((await find(`${server.url}/a.jsonl`)).isExact).toBe(isExact);
  });

  it('is told the name and the password of its host alone', async () => {
    const told: (string | undefined)[] = [];
    const other = await serve((server, request, response, url) => {
      told.push(request.headers.authorization);
      answerWeb()(server, request, response, url);
    });
    other.put('a.jsonl', text);
    // By another name of the same machine.
    const moved = other.url.replace('127.0.0.1', 'localhost');
    const server = await serve((_server, request, response) => {
      told.push(request.headers.authorization);
      response.writeHead(302, { location: `${moved}/a.jsonl` }).end();
    });
    await find(`${server.url}/b.jsonl`);
    expect(told).toEqual([`Basic ${Buffer.from(`weir:${CANARY}`).toString('base64')}`, undefined]);
  });

  it('sends an App nowhere but where its operator lets it read', async () => {
    const inside = await serve();
    inside.put('secret.jsonl', text);
    const server = await serve((_server, _request, response) => {
      response.writeHead(302, { location: `${inside.url}/secret.jsonl` }).end();
    });
    const storage = { ...context(), outside: [`${server.url}/`] };
    await expect(find(`${server.url}/a.jsonl`, storage)).rejects.toThrow('sends on to where recordings are not read');
    expect(inside.requests).toEqual([]);
    const both = { ...context(), outside: [`${server.url}/`, inside.url] };
    expect((await find(`${server.url}/a.jsonl`, both)).size).toBe(text.length);
  });

  it('is not asked for what an address only seems to name', async () => {
    const server = await serve();
    server.put('secret.jsonl', text);
    const storage = { ...context(), outside: [`${server.url}/open/`] };
    // URLs leave out tabs and line breaks, and then have two dots.
    await expect(find(`${server.url}/open/.\t./secret.jsonl`, storage)).rejects.toThrow('sends on to where');
    expect(server.requests).toEqual([]);
  });

  it('that sends for ever from one place to the next is given up', async () => {
    const server = await serve((_server, _request, response) => {
      response.writeHead(302, { location: '/a.jsonl' }).end();
    });
    await expect(find(`${server.url}/a.jsonl`)).rejects.toThrow('sends on to');
    expect(server.requests).toHaveLength(6);
  });

  it('that does not say how long a file is cannot be read', async () => {
    const server = await serve((_server, _request, response) => response.write('{}\n'));
    await expect(find(`${server.url}/a.jsonl`)).rejects.toThrow('does not say how long it is');
  });

  it('gives packed files as they lie there', async () => {
    const server = await serve((_server, _request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': '4', etag: '"1"' }).end('abcd');
    });
    expect(await contentOf(await find(`${server.url}/a.jsonl.gz`))).toBe('abcd');
  });

  it.each([
    ['a password', 'http://weir:PASSWORD@127.0.0.1/a.jsonl', 'with a name or a password'],
    ['a signature', 'http://127.0.0.1/a.jsonl?X-Amz-Signature=PASSWORD', 'with a query'],
    ['a wildcard', 'http://127.0.0.1/*.jsonl', 'with wildcards'],
    ['nothing at all', 'http://', 'that is none'],
  ])('is not read by an address with %s', async (_what, files, message) => {
    const failing = find(files);
    await expect(failing).rejects.toThrow(message);
    await expect(failing).rejects.not.toThrow('PASSWORD');
  });
});

it('a connection that nobody takes up is one', async () => {
  const server = await serve();
  const closed = server.url.replace(/\d+$/, '1');
  await expect(find(`${closed}/a.jsonl`)).rejects.toThrow(/127.0.0.1:1 can't be reached \(ECONNREFUSED\)/);
});
