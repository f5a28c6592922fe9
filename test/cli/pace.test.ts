/** A check that would take hours says so early, and ends when it was told to. */
import { expect, test } from 'vitest';
import { Pace } from '../../src/cli/pace.ts';
import { makeRepository } from '../repository/fixture.ts';
import { flights, weir } from './weir.ts';

function open(busiest?: string) {
  const said: string[] = [];
  const clock = { now: 5000 };
  const pace = new Pace({ say: (text) => said.push(text), now: () => clock.now });
  const round = (share: number) => ({ share, busiest: () => busiest });
  /** A replay that passes so many records in so many seconds. */
  const passes = (records: number, of: number, seconds: number, share = 1): void => {
    pace.update('screening', 0, of, round(share));
    clock.now += seconds * 1000;
    pace.update('screening', records, of, round(share));
  };
  return { said, pace, passes };
}

test('a replay that takes hours says how fast it is, what takes the time, and what a minute is enough for', () => {
  const { said, passes } = open('rules/slow.jsonata');
  passes(320, 1_000_000, 20);
  passes(640, 1_000_000, 20);
  // 16 a second: 999,680 more take 62,480 s.
  expect(said).toEqual([
    'screening: 16 records a second, most of the time in rules/slow.jsonata; about 17 h 21 min to go. ' +
      '`--max-records 900` is through in about a minute, `--timeout` ends a check after so many',
  ]);
});

test('of a random sample the records count that are replayed, not those that are passed by', () => {
  const { said, passes } = open();
  passes(8000, 1_000_000, 10, 0.02);
  expect(said).toEqual([
    'screening: 16 records a second; about 20 min 40 s to go of a random sample of 20 k. ' +
      '`--max-records 900` is through in about a minute, `--timeout` ends a check after so many',
  ]);
});

test('one that takes minutes says nothing', () => {
  const { said, passes } = open();
  passes(2000, 100_000, 12);
  expect(said).toEqual([]);
});

test('a check that took too long says how far it came and what would have been enough', () => {
  const { pace, passes } = open('rules/slow.jsonata');
  passes(320, 1_000_000, 20);
  expect(pace.over(30).problems).toEqual([
    {
      message: 'the check did not end within 30 minutes (--timeout): nothing was judged',
      found:
        'screening: 16 records a second, most of the time in rules/slow.jsonata; 320 of about 1,000,000 were passed',
      expected: 'more time, a smaller recording, or a random sample of it: `--max-records 10000`',
    },
  ]);
});

test('weir check ends with nothing judged once its time is up', async () => {
  const slow = (by: number): string => `$sum([1..100000].($ % ${by})) + delay`;
  const repository = makeRepository();
  repository.commit({
    '.github/weir.yml': `version: 1
recordings: { flights: { files: traffic/*.jsonl, max_age: none } }
pipelines:
  board:
    owners: ["@acme/gates"]
    recording: flights
    steps: [{ rules: rules/board.jsonata, into: /sum }]
    outputs: { sum: { at: /sum, kind: number } }
    limits: { sum.changed: 1% }
`,
    'rules/board.jsonata': slow(7),
    'traffic/flights.jsonl': flights(600, (flight, id) => ({ ...flight, id, delay: id })),
  });
  repository.commit({ 'rules/board.jsonata': slow(8) });

  const { status, stdout, stderr } = await weir(
    repository,
    'check',
    '--base',
    'HEAD~1',
    '--jobs',
    '1',
    '--timeout',
    '0.02',
  );

  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toContain('the check did not end within 0.02 minutes (--timeout): nothing was judged');
  expect((await weir(repository, 'check', '--timeout', '0')).stderr).toContain('Expected a number of minutes');
});
