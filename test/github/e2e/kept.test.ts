/** What was read of a recording for one pull request serves the next ones, and only as long as it is the same recording. */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { compensation } from './claims.ts';
import { openScene } from './scene.ts';

/** More than 4 MB, as smaller ones are not kept. */
function longFlights(count: number, delays: number): string {
  const flight = (index: number): string =>
    JSON.stringify({ delay: index % delays, passenger: `${index} ${'x'.repeat(900)}` });
  return Array.from({ length: count }, (_, index) => `${flight(index)}\n`).join('');
}

const cache = mkdtempSync(join(tmpdir(), 'weir-kept-'));
const scene = await openScene({
  files: { 'traffic/flights.jsonl': longFlights(5000, 100) },
  env: { WEIR_CACHE: cache },
});
afterAll(async () => {
  await scene.close();
  rmSync(cache, { recursive: true, force: true });
});

interface Entry {
  readonly name: string;
  /** Another one for what was written anew. */
  readonly inode: bigint;
  /** Of the last use, in nanoseconds. */
  readonly used: bigint;
}

function entries(): Entry[] {
  const folder = join(cache, 'kept');
  return readdirSync(folder).map((name) => {
    const { ino, mtimeNs } = statSync(join(folder, name), { bigint: true });
    return { name, inode: ino, used: mtimeNs };
  });
}

test('the next pull request takes what was kept, and one on another recording does not', async () => {
  const first = await scene.concluded(await scene.propose({ 'config/compensation.yaml': compensation(51) }));
  expect(first.output.summary).toContain('| 1 % | 2 % | 50 records |');
  const [kept, ...others] = entries();
  expect(others).toEqual([]);

  const second = await scene.concluded(await scene.propose({ 'config/compensation.yaml': compensation(52) }));
  expect(second.output.summary).toContain('| 2 % | 2 % | 100 records |');
  const [again, ...more] = entries();
  expect(more).toEqual([]);
  expect([again?.name, again?.inode]).toEqual([kept?.name, kept?.inode]);
  expect(again?.used).toBeGreaterThan(kept?.used ?? 0n);

  await scene.github.commit(scene.repository, 'main', { 'traffic/flights.jsonl': longFlights(6000, 200) });
  const third = await scene.concluded(await scene.propose({ 'config/compensation.yaml': compensation(53) }));
  expect(third.output.summary).toContain('| 1.5 % | 2 % | 90 records |');
  const after = entries();
  expect(after).toHaveLength(2);
  expect(after).toContainEqual(again);
});
