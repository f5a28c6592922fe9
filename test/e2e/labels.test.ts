/** Outcomes that were known days later, joined to a recording by the whole program. */
import { expect, test, vi } from 'vitest';
import { setEnvironment } from '../recordings/storage/faults.ts';
import { temporaryFolder } from '../repository/fixture.ts';
import { editRule, makeSmallRepository, WEIR_YML } from './small.ts';
import { check, outputOf, pipelineOf, weir } from './weir.ts';

vi.setConfig({ testTimeout: 60_000 });

const FLIGHTS = Array.from({ length: 1000 }, (_, id) => JSON.stringify({ request: { delay: id % 100 }, id: `f${id}` }));
/** Of half of them, newest first, each of an earlier opinion that was wrong; of one that nobody recorded; without an outcome. */
const OUTCOMES = [
  'flight,outcome,settled_at',
  ...Array.from({ length: 500 }, (_, id) => `f${id},${id % 100 < 15 ? 'on-time' : 'late'},2026-03-0${2 + (id % 3)}`),
  ...Array.from({ length: 500 }, (_, id) => `f${id},unknown,2026-03-01`),
  'f9999,late,2026-03-01',
  'f1,,2026-03-09',
];

test('are what the recorded requests are judged by, the newest of each, and what does not match is counted', async () => {
  setEnvironment({ WEIR_CACHE: temporaryFolder() });
  const recording = `files: traffic/flights.jsonl
    input: /request
    id: /id
    labels: { files: outcomes/*.csv, join: /flight, label: /outcome, time: /settled_at }`;
  const repository = makeSmallRepository({
    '.github/weir.yml': WEIR_YML.replace('files: traffic/flights.jsonl', recording).replace(
      'status.changed: 1%',
      'status.accuracy: 0.5%',
    ),
    'traffic/flights.jsonl': `${FLIGHTS.join('\n')}\n`,
    'outcomes/march.csv': `${OUTCOMES.join('\n')}\n`,
  });
  repository.git('checkout', '-q', '-b', 'change');
  editRule(repository);
  repository.git('commit', '-qam', 'Let fifteen minutes pass');

  const { status, report } = await check(repository.directory, 'change');

  // Of 500 flights with an outcome, the five of fifteen minutes were late, and head says otherwise.
  const { accuracy } = outputOf(pipelineOf(report, 'board'), 'status').measures;
  expect(accuracy).toMatchObject({ value: -0.01, verdict: 'fail' });
  expect(status).toBe(1);

  const { stdout } = await weir(['validate'], repository.directory);
  expect(stdout.replace(/\s+/g, ' ')).toContain(
    '500 records matched, 500 without an outcome; 500 rows outdone by another of the same request; 1 row of no record; 1 row without an id or an outcome',
  );
});
