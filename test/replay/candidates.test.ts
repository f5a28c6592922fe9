import { expect, test } from 'vitest';
import { assertCompiles } from '../../src/replay/candidates.ts';
import { HeadStart } from '../../src/replay/head-start.ts';
import { BUDGET } from '../../src/replay/process.ts';

const artifact = (text: string) => ({ path: 'a.json', kind: 'rules' as const, files: new Map([['a.json', text]]) });

test('what was compiled for one question is not compiled for the next, and what does not compile is told each time', async () => {
  const proven = new Set<string>();
  const good = [{ engine: 'json-logic-js', artifact: artifact('{ "var": "a" }') }];
  await assertCompiles(good, { proven });
  // Nobody would be asked any more.
  const gone = AbortSignal.abort(new Error('nobody waits'));
  await assertCompiles(good, { proven, signal: gone });
  const other = [{ engine: 'json-logic-js', artifact: artifact('{ "var": "b" }') }];
  await expect(assertCompiles(other, { proven, signal: gone })).rejects.toThrow('nobody waits');
  const bad = [{ engine: 'json-schema', artifact: artifact('{ "type": 5 }') }];
  await expect(assertCompiles(bad, { proven })).rejects.toThrow('a.json');
  await expect(assertCompiles(bad, { proven })).rejects.toThrow('a.json');
});

test('several may ask at once, though one process alone was started for them', async () => {
  await using ahead = new HeadStart(1, BUDGET);
  const good = [{ engine: 'json-logic-js', artifact: artifact('{ "var": "a" }') }];
  const bad = [{ engine: 'json-schema', artifact: artifact('{ "type": 5 }') }];
  const asked = [good, bad, good].map((candidates) => assertCompiles(candidates, { ahead }));

  const found = await Promise.allSettled(asked);
  expect(found.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});
