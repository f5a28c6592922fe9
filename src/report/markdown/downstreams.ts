/** The lines about pipelines of other repositories, as a table of markdown. */
import { plural } from '../../format/numbers.ts';
import {
  downstreamFinding,
  downstreamMark,
  downstreamName,
  downstreamsLeft,
  gateWord,
  mostDownstreams,
  runsWords,
  shownDownstreams,
  unaffectedDownstreams,
} from '../downstreams.ts';
import type { Downstream, Report } from '../report.generated.ts';
import { cellCode, tableOf, text } from './escape.ts';
import { ownerList } from './pipeline.ts';

/** Empty where nobody downstream is known. The report must be `plain`. */
export function downstreamTable(report: Report): string {
  if (!report.downstreams || report.downstreams.length === 0) return '';
  const shown = shownDownstreams(report);
  const left = downstreamsLeft(shown);
  const unaffected = unaffectedDownstreams(report);
  const table =
    shown.length === 0
      ? ''
      : tableOf(['', 'downstream', 'what moves', 'gate', 'runs', 'owners'], shown.slice(0, mostDownstreams).map(row));
  return [
    table,
    left === undefined ? '' : `… and ${text(left)}`,
    unaffected === 0 ? '' : `– ${plural(unaffected, 'downstream pipeline')} unaffected`,
  ]
    .filter(Boolean)
    .join('\n\n');
}

function row(one: Downstream): string[] {
  const notes = (one.notes ?? []).map((note) => `; ${text(note)}`).join('');
  return [
    downstreamMark(one),
    cellCode(downstreamName(one)),
    `${text(downstreamFinding(one))}${notes}`,
    gateWord(one),
    text(runsWords(one)),
    ownerList(one.owners, 2),
  ];
}
