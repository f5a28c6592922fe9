import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { linkedCache } from '../../src/cli/keep-linked.ts';
import type { Sized } from '../../src/recordings/storage/storage.ts';
import { temporaryFolder } from '../repository/fixture.ts';

/** What was written so far, and a content that writes it once more. */
function content(written: string[]) {
  return {
    id: 'abc',
    name: 'june.jsonl',
    size: 9,
    async write(file: string) {
      written.push(file);
      writeFileSync(file, '{"id":1}\n');
    },
  };
}

it('what a command reads stays until it ends, whatever becomes of the cache meanwhile, and is fetched once', async () => {
  const WEIR_CACHE = temporaryFolder();
  const written: string[] = [];
  const first = new AsyncDisposableStack();
  const path = await linkedCache({ WEIR_CACHE }, first).keep(content(written));
  {
    await using second = new AsyncDisposableStack();
    const { keep } = linkedCache({ WEIR_CACHE }, second);
    expect(readFileSync(await keep(content(written)), 'utf8')).toBe('{"id":1}\n');
    expect(await keep(content(written))).toBe(await keep(content(written)));
  }
  expect(written).toHaveLength(1);
  rmSync(join(WEIR_CACHE, 'recordings'), { recursive: true });
  expect(readFileSync(path, 'utf8')).toBe('{"id":1}\n');
  await first.disposeAsync();
  expect(existsSync(path)).toBe(false);
});

describe('what is on its way to a command', () => {
  /** Nine bytes that come when they are let. */
  function slow() {
    const signals: (AbortSignal | undefined)[] = [];
    const end = Promise.withResolvers<void>();
    const arriving: Sized = {
      ...{ id: 'abc', name: 'june.jsonl', size: 9, goesOn: true },
      async write(file, { written, signal } = {}) {
        signals.push(signal);
        appendFileSync(file, '{"id"');
        written?.(5);
        const stopped = new Promise((_resolve, reject) => {
          signal?.addEventListener('abort', () => reject(signal.reason));
        });
        await Promise.race([end.promise, stopped]);
        appendFileSync(file, ':1}\n');
      },
    };
    return { arriving, end, signals };
  }

  it('is read by the path of the whole as it grows, and counts as whole once it is', async () => {
    const WEIR_CACHE = temporaryFolder();
    await using resources = new AsyncDisposableStack();
    const cache = linkedCache({ WEIR_CACHE }, resources);
    const { arriving, end } = slow();
    const path = await cache.arrive(arriving);
    expect(await cache.arrive(arriving)).toBe(path);
    const arrival = cache.arrivalOf(path);
    expect(await arrival?.reach(3)).toBe(5);
    expect(readFileSync(path, 'utf8')).toBe('{"id"');
    end.resolve();
    expect(await arrival?.reach(9)).toBe(9);
    expect(readFileSync(path, 'utf8')).toBe('{"id":1}\n');
    expect(await cache.keep(arriving)).toBe(path);
  });

  it('is given up with the command, and the next one finds what came of it', async () => {
    const WEIR_CACHE = temporaryFolder();
    const { arriving } = slow();
    const resources = new AsyncDisposableStack();
    const cache = linkedCache({ WEIR_CACHE }, resources);
    const path = await cache.arrive(arriving);
    await cache.arrivalOf(path)?.reach(5);
    await resources.disposeAsync();
    expect(existsSync(path)).toBe(false);
    const [left = ''] = readdirSync(join(WEIR_CACHE, 'recordings/partial'));
    expect(readFileSync(join(WEIR_CACHE, 'recordings/partial', left), 'utf8')).toBe('{"id"');
  });
});
