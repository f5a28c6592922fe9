import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { linkedCache } from '../../src/cli/keep-linked.ts';
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
