/** What each merge was expected to do, from the weeks before it, beside what it did. */
import { plural } from '../../../format/numbers.ts';
import type { Monitored } from '../../../monitor/monitor.ts';
import { type ByWeek, meanOf } from '../../../monitor/predictions.ts';
import { calibrationSaid, called, effectOf, pullOf } from '../../../monitor/words.ts';
import { type Content, html, type Safe } from '../../../report/html/html.ts';
import { longTable } from '../../../report/html/table.ts';
import { breakable } from '../../../report/html/words.ts';

const MOST_ROWS = 200;

export function predictionsPart(one: Monitored): Safe | undefined {
  const { predictions, states } = one;
  if (predictions.length === 0) return undefined;
  const rows = predictions
    .toReversed()
    .map(({ state, key, before, after, expected, isInside }): Content[] => [
      html`${breakable(key)}, ${nameOf(states[state])}`,
      `${effectOf(key, meanOf(before))}, ${plural(before.length, 'week')}`,
      expected ? `${effectOf(key, expected.low)} to ${effectOf(key, expected.high)}` : 'too few weeks',
      after.length === 0 ? 'not run yet' : effectOf(key, meanOf(after)),
      byWeek(key, after),
      isInside === undefined ? '–' : isInside ? 'yes' : html`<strong>no</strong>`,
    ]);
  const columns = ['What', 'Before', 'Expected (99 %)', 'Came to', 'By week', 'Within'];
  const said = calibrationSaid(one);
  return html`${said === '' ? '' : html`<p>${said}.</p>\n`}${longTable(
    'What merges were expected to do, and did',
    columns.map((title, index) => ({ title, numeric: index >= 1 && index <= 4 })),
    rows,
    { visible: 8, most: MOST_ROWS },
  )}`;
}

function nameOf(merge: Monitored['states'][number] | undefined): string {
  const pull = merge && pullOf(merge);
  return pull === undefined ? called(merge) : `#${pull}`;
}

function byWeek(key: string, weeks: readonly ByWeek[]): string {
  return weeks.length === 0 ? '–' : weeks.map(({ amount }) => effectOf(key, amount)).join(', ');
}
