/** Pipelines of other repositories: what the change moves there, and whether that may hold it. */
import { plural } from '../../../format/numbers.ts';
import {
  downstreamFinding,
  downstreamName,
  downstreamStyle,
  downstreamsLeft,
  gateWord,
  mostDownstreams,
  runsWords,
  shownDownstreams,
  unaffectedDownstreams,
} from '../../downstreams.ts';
import type { Downstream, Report } from '../../report.generated.ts';
import { html, type Safe } from '../html.ts';
import { table } from '../table.ts';
import { badge, sentence } from '../words.ts';

export function downstreamSection(report: Report): Safe | string {
  if (!report.downstreams || report.downstreams.length === 0) return '';
  const shown = shownDownstreams(report);
  const left = downstreamsLeft(shown);
  const unaffected = unaffectedDownstreams(report);
  return html`<section aria-labelledby="downstream"><h2 id="downstream">Downstream, in other repositories</h2>
${shown.length > 0 ? downstreamTable(shown.slice(0, mostDownstreams)) : ''}${left === undefined ? '' : html`<p class="quiet">… and ${left}.</p>\n`}${unaffected === 0 ? '' : html`<p class="quiet">Unaffected: ${plural(unaffected, 'more downstream pipeline')}.</p>\n`}</section>
`;
}

function downstreamTable(shown: readonly Downstream[]): Safe {
  return table(
    'Downstream pipelines',
    ['Pipeline', 'Verdict', 'What moves', 'Gate', 'Runs', 'Owners'].map((title) => ({ title })),
    shown.map((one) => [
      html`${downstreamName(one)}`,
      one.status === 'judged' ? badge(downstreamStyle(one)) : html`${one.status}`,
      html`${sentence([downstreamFinding(one), ...(one.notes ?? [])].join('; '))}`,
      gateWord(one),
      html`${runsWords(one)}`,
      html`<bdi>${one.owners.join(', ')}</bdi>`,
    ]),
  );
}
