/** The lines about pipelines of other repositories, for a terminal. */
import { plural } from '../../format/numbers.ts';
import {
  downstreamFinding,
  downstreamMark,
  downstreamName,
  downstreamStyle,
  downstreamsLeft,
  gateWord,
  mostDownstreams,
  runsWords,
  shownDownstreams,
  unaffectedDownstreams,
} from '../downstreams.ts';
import type { Downstream, Report } from '../report.generated.ts';
import { marks } from '../story.ts';
import { type Page, paragraph } from './page.ts';

export function downstreamLines(report: Report, page: Page): string[] {
  if (!report.downstreams || report.downstreams.length === 0) return [];
  const shown = shownDownstreams(report);
  const left = downstreamsLeft(shown);
  const unaffected = unaffectedDownstreams(report);
  return [
    page.paint('strong', 'Downstream, in other repositories'),
    ...shown.slice(0, mostDownstreams).flatMap((one) => lines(one, page)),
    ...(left === undefined ? [] : paragraph(`… and ${left}`, page, { indent: 2, style: 'quiet' })),
    ...(unaffected === 0
      ? []
      : paragraph(`${marks.unaffected} unaffected: ${plural(unaffected, 'downstream pipeline')}`, page, {
          style: 'quiet',
        })),
  ];
}

function lines(one: Downstream, page: Page): string[] {
  const { owners, notes = [] } = one;
  const beside = [gateWord(one), owners.join(', ') || 'no owner', runsWords(one)].filter(Boolean).join(' · ');
  return [
    ...paragraph(`${downstreamName(one)}: ${downstreamFinding(one)}`, page, {
      bullet: downstreamMark(one),
      style: downstreamStyle(one),
      hang: 2,
    }),
    ...paragraph(beside, page, { indent: 4, style: 'quiet' }),
    ...notes.flatMap((note) => paragraph(note, page, { indent: 4, bullet: '!', style: 'inconclusive' })),
  ];
}
