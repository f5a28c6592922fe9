/** Records that take long each are heard of while their batch goes on, and so is the step that takes the time. */
import { expect, test } from 'vitest';
import { runPlan } from '../../src/replay/run.ts';
import { Singles } from '../../src/replay/singles.ts';
import { first, letter, openPool } from './processes.ts';
import { jsonl, output, planOf } from './setting.ts';

const range = { line: 1, column: 1, endLine: 1, endColumn: 1 };

test('a slow step is heard of before its batch is over, and named', async () => {
  const slow = { kind: 'rules', path: 'slow.jsonata', engine: 'jsonata', into: '/sum', range } as const;
  const plan = planOf(
    { steps: [first, slow], outputs: [output('/letter'), output('/sum', 'number')] },
    { 'first.json': [letter], 'slow.jsonata': ['$sum([1..100000].($ % 7))', '$sum([1..100000].($ % 8))'] },
  );
  const files = [jsonl(Array.from({ length: 30 }, (_, index) => ({ word: `w${index}` })))];
  const heard: number[] = [];
  // A batch takes longer than that, and a record does not.
  await using pool = openPool([plan], files, 1, { milliseconds: 700, megabytes: 256 });
  const { evidence } = await runPlan(pool, 0, plan, files, {
    ...{ jobs: 1, full: true, maxRecords: undefined, seed: 1, next: () => 'stop' as const },
    progress: (done) => heard.push(done),
  });

  expect(evidence).toMatchObject({ replayed: 30, outcomes: [{ base: 'ok', head: 'ok', records: 30 }] });
  expect(heard.filter((done) => done > 0 && done < 30).length).toBeGreaterThan(0);
  expect(heard.at(-1)).toBe(30);
  expect(pool.busiest(0)).toBe(1);
});

test('records that go one by one are told of now and then, each once', () => {
  const told: number[] = [];
  const clock = { now: 0 };
  const singles = new Singles(
    (records) => told.push(records),
    () => clock.now,
  );
  // Ten records of a batch of 25, each a fifth of a second.
  for (let record = 0; record < 10; record += 1) {
    singles.add(2.5);
    clock.now += 200;
  }

  // After 600, 1,200 and 1,800 milliseconds: 10, 17.5 and 25 are passed.
  expect(told).toEqual([10, 7, 8]);
  expect(singles.settle()).toBe(25);
  expect(singles.settle()).toBe(0);
});
