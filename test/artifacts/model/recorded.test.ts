import { expect, test } from 'vitest';
import { recorded } from '../../../src/artifacts/model/recorded/index.ts';
import { artifactOf } from '../artifact.ts';

test('a record answers what production answered, or says what it lacks', async () => {
  const stage = await recorded.compile(artifactOf(recorded, ''), { from: '/output/score' });
  const nothing = { outcome: 'unreplayable', reason: 'the recording has nothing at /output/score' };

  expect(
    await stage.run([{ output: { score: 0.5 } }, { output: {} }, { output: { score: null } }, { input: 1 }, null]),
  ).toEqual([{ outcome: 'ok', value: 0.5 }, nothing, { outcome: 'ok', value: null }, nothing, nothing]);
});

test('without a pointer it is the whole output', async () => {
  const stage = await recorded.compile(artifactOf(recorded, ''));

  expect(await stage.run([{ output: [1, 2] }])).toEqual([{ outcome: 'ok', value: [1, 2] }]);
});
