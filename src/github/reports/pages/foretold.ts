/** Whether what Weir expects of merges comes: by quarter, and of each merge. */
import { percent } from '../../../format/numbers.ts';
import { byQuarter, PROMISED } from '../../../monitor/predictions.ts';
import { called, effectOf, heldSaid, pullOf } from '../../../monitor/words.ts';
import { type Content, html, type Safe } from '../../../report/html/html.ts';
import { details, table } from '../../../report/html/table.ts';
import { code } from '../../../report/html/words.ts';
import type { Foretold } from '../foretold.ts';

const MOST_ROWS = 200;

/** Nothing where nothing could be compared yet. */
export function foretoldSection(all: readonly Foretold[], folder: string): Safe | string {
  if (all.length === 0) return '';
  const merges = new Set(all.map(({ pipeline, commit }) => JSON.stringify([pipeline, commit]))).size;
  const quarters = byQuarter(all)
    .toReversed()
    .map(({ quarter, of, inside }): Content[] => [quarter, String(of), String(inside), percent(inside / of)]);
  const rows = all
    .toReversed()
    .slice(0, MOST_ROWS)
    .map((one): Content[] => [
      html`${code(one.pipeline)} ${code(one.key)}`,
      merge(one, folder),
      `${effectOf(one.key, one.low)} to ${effectOf(one.key, one.high)}`,
      effectOf(one.key, one.came),
      String(one.weeks),
      one.isInside ? 'yes' : html`<strong>no</strong>`,
    ]);
  return html`<section aria-labelledby="foretold"><h2 id="foretold">What merges were expected to do, and did</h2>
<p class="prose">${heldSaid(all, merges)}. Expected is the 99 % range that the weeks before a merge give for the weeks after it; came is what production then did.</p>
${table(
  'Predictions that held, by quarter of the merge',
  [
    { title: 'Quarter' },
    { title: 'Predictions', numeric: true },
    { title: 'Held', numeric: true },
    { title: `Share (promised: ${percent(PROMISED)})`, numeric: true },
  ],
  quarters,
)}${details(
  'Each merge',
  table(
    'Predictions, newest merge first',
    [
      { title: 'Measure' },
      { title: 'Merge' },
      { title: 'Expected (99 %)', numeric: true },
      { title: 'Came to', numeric: true },
      { title: 'Weeks', numeric: true },
      { title: 'Held' },
    ],
    rows,
  ),
)}${all.length > MOST_ROWS ? html`<p class="quiet">Of ${String(all.length)} the newest ${String(MOST_ROWS)} are shown.</p>\n` : ''}</section>
`;
}

function merge(one: Foretold, folder: string): Content {
  const pull = pullOf(one);
  return pull === undefined ? called(one) : html`<a href="${folder}?pull=${pull}">#${pull}</a>`;
}
