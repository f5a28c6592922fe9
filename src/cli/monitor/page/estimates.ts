/** What should turn out right by week, estimated from scores, beside what the labels say. */
import { percent } from '../../../format/numbers.ts';
import type { Monitored } from '../../../monitor/monitor.ts';
import { type Content, html, type Safe } from '../../../report/html/html.ts';
import { longTable } from '../../../report/html/table.ts';
import { breakable } from '../../../report/html/words.ts';

const MOST_ROWS = 200;

export function estimatesPart({ estimates }: Monitored): Safe | undefined {
  if (estimates.length === 0) return undefined;
  const rows = estimates
    .toReversed()
    .map(({ output, week, records, labelled, estimated, before, accuracy, isMature }): Content[] => [
      html`${breakable(output)}, week of ${week}`,
      percent(estimated),
      percent(before),
      accuracy === undefined ? '–' : percent(accuracy),
      percent(records === 0 ? 0 : labelled / records),
      isMature ? 'yes' : 'not yet',
    ]);
  const columns = ['Output', 'Estimated right', 'In the baseline', 'Right by labels', 'Labelled', 'Mature'];
  return html`<p>Estimated from the scores, by how often the same scores were right in the baseline. It is blind to a world in which they mean something else, and opens nothing; the labels do.</p>
${longTable(
  'What should turn out right, newest first',
  columns.map((title, index) => ({ title, numeric: index >= 1 && index <= 4 })),
  rows,
  { visible: 8, most: MOST_ROWS },
)}`;
}
