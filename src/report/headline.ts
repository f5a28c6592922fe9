/** The title of a report: the worst pipeline with the number that decides, then how the others fare. Plain text. */
import { limit, measure } from '../format/measures.ts';
import { count, plural } from '../format/numbers.ts';
import { downstreamHeadline, holds } from './downstreams.ts';
import { cut, cutMiddle, shortWords } from './plain.ts';
import type { PipelineReport, Report, Verdict } from './report.generated.ts';
import { remark } from './sentences.ts';
import { affected, isOpen, limited, worstMeasure } from './story.ts';

/** A title holds a number whatever it is called: names give way. */
const widestName = 80;
const widestMeasure = 60;
const widestReason = 120;
const widestPerson = 40;

/**
 * `delay-compensation: tier.changed 4.1 % (limit 1 %); 1 more fails, 2 pass`, with what moves in other repositories; what holds
 * the change stands first.
 */
export function headline(report: Report): string {
  const downstream = downstreamHeadline(report);
  if (downstream === undefined) return ownHeadline(report);
  const isStanding = (report.config?.problems ?? []).length === 0;
  const isMoving = (report.downstreams ?? []).some(
    ({ status, verdict }) => status !== 'not reached' && verdict !== 'unaffected',
  );
  if (isStanding && isMoving && affected(report).length === 0) return downstream;
  const leads = isStanding && (report.downstreams ?? []).some(holds) && !affected(report).some(isOpen);
  return leads ? `${downstream}; ${ownHeadline(report)}` : `${ownHeadline(report)}; ${downstream}`;
}

function ownHeadline(report: Report): string {
  const [worst, ...others] = affected(report);
  const [problem] = report.config?.problems ?? [];
  if (
    problem !== undefined &&
    [worst, ...others].every((pipeline) => pipeline?.verdict !== 'fail' || pipeline.approval)
  )
    return `head's weir.yml would not stand: ${problem}`;
  if (!worst) {
    // The report may be of some pipelines only: it knows nothing of what others depend on.
    const felt = report.edits.filter(({ describes }) => !describes);
    if (report.edits.length > 0 && felt.length === 0)
      return `only what describes changed (${plural(report.edits.length, 'edit')}), and nothing was to be replayed`;
    if (felt.length === 0) return `nothing that ${dependents(report)} changed in meaning`;
    return `only new pipelines depend on what changed (${plural(felt.length, 'edit')})`;
  }
  const name = cutMiddle(worst.name, widestName);
  const subject = worst.verdict === 'inconclusive' ? `${name} cannot be judged yet` : name;
  return `${subject}: ${finding(worst)}${rest(worst, others)}${vacuous([worst, ...others])}${approvals([worst, ...others])}`;
}

/** `tier.changed 4.1 % (limit 1 %)`, or the reason where no measure decided. */
function finding(pipeline: PipelineReport): string {
  const worst = worstMeasure(pipeline);
  // Where nothing came through no limit is worse than another: what was in the way says more.
  if (!worst || (pipeline.records.replayed === 0 && worst.measure.value === null && pipeline.reasons.length > 0))
    return cut(shortWords(cause(pipeline.reasons[0] ?? 'no limit was judged'), widestMeasure), widestReason);
  const { name, key, measure: m } = worst;
  const value = m.value === null ? 'has no value' : measure(m, key);
  const forecast = m.verdict === 'inconclusive' && m.needed !== undefined ? `, ${remark(worst, pipeline)}` : '';
  return `${cutMiddle(name, widestMeasure)} ${value} (limit ${limit(m, key)})${forecast}`;
}

/** Of a reason that says that nothing came through: what was in the way. */
function cause(reason: string): string {
  return reason.replace(/^no data: none of [\d,]+ records? could be replayed: /, '');
}

/** `; 1 more fails, 1 cannot be judged yet, 3 pass` */
function rest({ verdict: worst }: PipelineReport, others: readonly PipelineReport[]): string {
  const having = (verdict: Verdict) => others.filter((pipeline) => pipeline.verdict === verdict).length;
  const more = (verdict: Verdict) => (verdict === worst ? ' more' : '');
  const [failed, open, passed] = [having('fail'), having('inconclusive'), having('pass')];
  const parts = [
    failed > 0 ? `${count(failed)}${more('fail')} ${failed === 1 ? 'fails' : 'fail'}` : '',
    open > 0 ? `${count(open)}${more('inconclusive')} cannot be judged yet` : '',
    passed > 0 ? `${count(passed)}${more('pass')} ${passed === 1 ? 'passes' : 'pass'}` : '',
  ].filter(Boolean);
  return parts.length === 0 ? '' : `; ${parts.join(', ')}`;
}

/** `; none of its limits can fail`: a pass that says nothing must not be read as one that does. */
function vacuous(reached: readonly PipelineReport[]): string {
  const limits = reached.flatMap(limited).map(({ measure }) => measure);
  const some = limits.filter(({ vacuous }) => vacuous !== undefined).length;
  if (some === 0) return '';
  return some === limits.length
    ? `; none of ${reached.length === 1 ? 'its' : 'their'} limits can fail`
    : `; ${plural(some, 'limit')} cannot fail`;
}

/** `; approved by octo-owner`, or how many of those that do not pass are approved. */
function approvals(reached: readonly PipelineReport[]): string {
  const approved = reached.flatMap(({ approval }) => approval ?? []);
  if (approved.length === 0) return '';
  const open = reached.filter(isOpen).length;
  if (open > 0) return `; ${count(approved.length)} of these approved`;
  const people = new Set(approved.map(({ by }) => by));
  return people.size === 1 ? `; approved by ${cut(approved[0]?.by ?? '', widestPerson)}` : '; all of these approved';
}

function dependents({ pipelines: [first, ...others] }: Report): string {
  if (!first) return 'any pipeline depends on';
  return others.length === 0 ? `${cutMiddle(first.name, widestName)} depends on` : 'these pipelines depend on';
}
