/** Records that stand for many requests: what a sample does not hold may weigh more than all that it holds. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import type { Report } from '../../src/report/report.generated.ts';
import { editRule, makeSmallRepository, WEIR_YML } from './small.ts';
import { outputOf, pipelineOf, weir } from './weir.ts';

vi.setConfig({ testTimeout: 60_000 });

/** None of these flights changes, and one does that stands for more requests than all of them. */
const LIGHT = 60_000;
const HEAVY = 10_000_000;
const lines = Array.from({ length: LIGHT }, (_, id) => JSON.stringify({ flight: { delay: id % 14, id }, requests: 1 }));
lines.splice(40_000, 0, JSON.stringify({ flight: { delay: 15, id: 'heavy' }, requests: HEAVY }));

function judged(...options: readonly string[]): Promise<{ readonly status: number | null; readonly report: Report }> {
  const repository = makeSmallRepository({
    '.github/weir.yml': WEIR_YML.replace(
      'files: traffic/flights.jsonl',
      'files: traffic/flights.jsonl\n    input: /flight\n    weight: /requests',
    ),
    'traffic/flights.jsonl': `${lines.join('\n')}\n`,
  });
  editRule(repository);
  const file = join(repository.directory, '.git/report.json');
  return weir(['check', '--base', 'main', '--json', file, ...options], repository.directory).then(({ status }) => ({
    status,
    report: JSON.parse(readFileSync(file, 'utf8')),
  }));
}

test('all of them are replayed, though a sample would show nothing', async () => {
  const { status, report } = await judged();
  const { records, outputs } = pipelineOf(report, 'board');
  expect(outputs.length).toBe(1);
  expect(outputOf(pipelineOf(report, 'board'), 'status').measures.changed).toMatchObject({
    value: HEAVY / (HEAVY + LIGHT),
    interval: 'exact',
    verdict: 'fail',
  });
  expect([status, records?.replayed]).toEqual([1, LIGHT + 1]);
});

test('a part of them decides nothing, where no more may be read', async () => {
  const { status, report } = await judged('--max-records', '20000');
  const board = pipelineOf(report, 'board');
  expect(board.records?.replayed).toBeLessThan(LIGHT);
  expect(outputOf(board, 'status').measures.changed).toMatchObject({ interval: 'none', verdict: 'inconclusive' });
  expect(status).toBe(3);
});
