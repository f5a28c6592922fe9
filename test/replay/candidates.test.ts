import { expect, test } from 'vitest';
import { assertCompiles } from '../../src/replay/candidates.ts';

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
