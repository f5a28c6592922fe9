/** What a note beside a line says of pipelines of other repositories that the edit reaches. */
import { plural } from '../../format/numbers.ts';
import { downstreamFinding, downstreamName, holds, shownDownstreams } from '../../report/downstreams.ts';
import type { Downstream, Report } from '../../report/report.generated.ts';
import type { Annotation } from '../port/checks.ts';
import { bytesOf, clipBytes, longestTitle } from './room.ts';

const mostLines = 10;

/** The gravest first. */
export function reachedElsewhere(report: Report, edit: number): Downstream[] {
  return shownDownstreams(report).filter(({ edits = [] }) => edits.includes(edit));
}

/** Whether anybody has to look at it: whatever is not known to stay within its limits. */
export function isMoved({ status, verdict }: Downstream): boolean {
  return status === 'not read' || (status === 'judged' && (verdict === 'fail' || verdict === 'inconclusive'));
}

/** A pipeline that only informs warns. */
export function worstLevel(own: Annotation['level'], others: readonly Downstream[]): Annotation['level'] {
  if (own === 'failure' || others.some((one) => holds(one) && one.verdict === 'fail')) return 'failure';
  return others.some(isMoved) ? 'warning' : own;
}

/** `acme/gates · board: fail (and 1 more pipeline)`; undefined where it reaches none. */
export function titleElsewhere([worst, ...others]: readonly Downstream[]): string | undefined {
  if (!worst) return undefined;
  const more = others.length > 0 ? ` (and ${plural(others.length, 'more pipeline')})` : '';
  const { status, verdict, approval } = worst;
  const says = status === 'judged' ? `${verdict}${approval ? `, approved by @${approval.by}` : ''}` : status;
  return clipBytes(`${clipBytes(downstreamName(worst), 150)}: ${says}`, longestTitle - bytesOf(more)) + more;
}

/** A line each, the gravest first. */
export function effectsElsewhere(others: readonly Downstream[]): string[] {
  const left = others.length - mostLines;
  return [
    ...others.slice(0, mostLines).map((one) => {
      const owned = one.owners.length > 0 ? `Owned by ${one.owners.join(', ')}` : 'Nobody owns it';
      return `${downstreamName(one)}: ${downstreamFinding(one)}. ${owned}.`;
    }),
    ...(left > 0 ? [`… and ${plural(left, 'more downstream pipeline')}`] : []),
  ];
}
