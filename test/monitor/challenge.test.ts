/** Criteria of a retraining that are measures of limits, on sums as a week has them. */
import { expect, test } from 'vitest';
import { readLimit } from '../../src/config/limits.ts';
import { monitorMistakes, resolveMonitor } from '../../src/config/monitor.ts';
import { judgeContract } from '../../src/monitor/challenge.ts';
import { jsonl, output, planOf, replayHere, rules } from '../replay/setting.ts';

const scope = { outputs: new Map([['score', 'probability'] as const]), hasLabels: true };
const range = { line: 1, column: 1, endLine: 1, endColumn: 1 };

test('score.brier of weir.yml holds in each of the weeks, what runs against what is proposed', async () => {
  const yml = { retrain: { success: { 'score.brier': 0.01 } } };
  expect(monitorMistakes('', yml, scope)).toEqual([]);
  expect(resolveMonitor(yml, scope).retrain?.success).toEqual(new Map([['score.brier', 0.01]]));
  const plan = planOf(
    {
      steps: [rules('score.json', '/score')],
      outputs: [output('/score', 'probability')],
      recording: { label: '/right' },
    },
    { 'score.json': [0.5, { var: 'new' }] },
  );
  // By hand: what runs has (0.5 − 1)² = 0.25 for each; scores of 0.9 and 0.6 have 0.01 and 0.16, one of 0.4 has 0.36.
  const week = (scores: readonly number[]) =>
    replayHere(plan, [jsonl(scores.map((score) => ({ new: score, right: true })))]);
  const judge = async (...weeks: readonly (readonly number[])[]) =>
    judgeContract(
      { weeks: [], train: [], criteria: [{ kind: 'limit', key: 'score.brier', most: 0.01 }] },
      await Promise.all(weeks.map(week)),
      (key, amount) => {
        const read = readLimit(key, amount, scope);
        return read && 'limit' in read ? { ...read.limit, range } : undefined;
      },
    );
  const [better] = await judge([0.9, 0.6], [0.6]);
  expect(better).toMatchObject({ key: 'score.brier', isMet: true, worst: expect.closeTo(0.16 - 0.25, 10) });
  const [worse] = await judge([0.9, 0.6], [0.4]);
  expect(worse).toMatchObject({ isMet: false, worst: expect.closeTo(0.36 - 0.25, 10) });
});
