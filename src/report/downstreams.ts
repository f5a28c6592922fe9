/** What a report says of pipelines in other repositories: chosen, put in order and in words, but not yet drawn. Plain text. */
import { limit } from '../format/measures.ts';
import { count, plural } from '../format/numbers.ts';
import { cutMiddle } from './plain.ts';
import type { Downstream, Report, Verdict, WorstMeasure } from './report.generated.ts';
import { revision, valued, weekly } from './sentences.ts';
import { marks, type NamedMeasure, used } from './story.ts';

/** Columns of a name in a title. */
const widestName = 60;
/** Lines that are shown; the others are counted. */
export const mostDownstreams = 20;

/** Those that a change may move, or that nobody can tell of, the gravest first, of these the one furthest beyond its limit; what is unaffected is only counted. */
export function shownDownstreams({ downstreams = [] }: Pick<Report, 'downstreams'>): Downstream[] {
  return downstreams
    .filter((one) => !isUnaffected(one))
    .toSorted((a, b) => gravityOf(a) - gravityOf(b) || beyond(b) - beyond(a));
}

/** How much of a limit one uses that was judged and does not pass; one that fails without a measure is beyond all. */
function beyond({ status, verdict, worst }: Downstream): number {
  if (status !== 'judged' || (verdict !== 'fail' && verdict !== 'inconclusive')) return 0;
  if (worst) return used(worst);
  return verdict === 'fail' ? Number.MAX_VALUE : 0;
}

function isUnaffected({ status, verdict }: Downstream): boolean {
  return status === 'judged' && verdict === 'unaffected';
}

function gravityOf({ status, verdict = 'unaffected', gate, approval }: Downstream): number {
  const inform = gate === 'inform' ? 1 : 0;
  switch (status) {
    case 'judged':
      if (approval) return 5;
      return { fail: 0, inconclusive: 2, pass: 6, unaffected: 8 }[verdict] + inform;
    case 'not read':
      return 2 + inform;
    case 'not judged':
      return 4;
    case 'not reached':
      return 9;
    default:
      return status satisfies never;
  }
}

export function downstreamMark({ status, verdict = 'unaffected', approval }: Downstream): string {
  if (approval) return '☑';
  if (status === 'judged') return marks[verdict];
  return status === 'not reached' ? marks.unaffected : marks.inconclusive;
}

/** By which it is painted. */
export function downstreamStyle({ status, verdict = 'unaffected' }: Downstream): Verdict {
  if (status === 'judged') return verdict;
  return status === 'not reached' ? 'unaffected' : 'inconclusive';
}

/** `acme/risk · screening` */
export function downstreamName({ repository, pipeline }: Downstream): string {
  return pipeline === undefined ? repository : `${repository} · ${pipeline}`;
}

/** True where it keeps a change from being merged until somebody acts. */
export function holds({ status, verdict, gate, approval, unanswered }: Downstream): boolean {
  if (gate !== 'block' || approval || unanswered) return false;
  return status === 'not read' || (status === 'judged' && (verdict === 'fail' || verdict === 'inconclusive'));
}

/** What came out, in words: the worst measure, or why there is none. */
export function downstreamFinding(one: Downstream): string {
  const { status, because = 'nobody knows why', worst, reasons, verdict, approval } = one;
  switch (status) {
    case 'judged':
      return [
        worst ? worstWords(worst) : (reasons[0] ?? (verdict === 'pass' ? 'within its limits' : (verdict ?? ''))),
        approval ? `approved by @${approval.by}` : '',
      ]
        .filter(Boolean)
        .join(', ');
    case 'not judged':
      return `not judged: ${because}`;
    case 'not read':
      return `not looked at: ${because}`;
    case 'not reached':
      return [`not reached: ${because}`, forecastWords(one)].filter(Boolean).join('; ');
    default:
      return status satisfies never;
  }
}

/** `rejected 20 % (limit 10 %; by week 19 % to 21 %)` */
function worstWords(worst: WorstMeasure): string {
  const named = namedOf(worst);
  const allowed = worst.measure.limit === undefined ? '' : `limit ${limit(worst.measure, named.key)}`;
  const inside = [allowed, weekly(named)].filter(Boolean).join('; ');
  return `${worst.name} ${valued(named)}${inside === '' ? '' : ` (${inside})`}`;
}

export function namedOf({ name, measure }: WorstMeasure): NamedMeasure {
  // Names of outputs have no dot.
  return { name, key: name.slice(name.indexOf('.') + 1), measure };
}

function forecastWords({ forecast }: Downstream): string {
  if (!forecast) return '';
  if (forecast.because !== undefined) return `no forecast, because ${forecast.because}`;
  if (forecast.verdict === 'unaffected') return 'when it moves to this change, nothing moves';
  const would =
    forecast.verdict === 'pass'
      ? 'within its limits'
      : `${forecast.verdict === 'fail' ? 'beyond its limits' : 'which would not decide'}`;
  return `when it moves to this change: ${forecast.worst ? `${worstWords(forecast.worst)}, ` : ''}${would}`;
}

/** `may block`, `may block, to answer within 3d`, `informs`. */
export function gateWord({ gate, answerWithin, unanswered }: Downstream): string {
  if (gate === 'inform') return 'informs';
  if (unanswered) return `informs: not answered within ${answerWithin}`;
  return answerWithin === undefined ? 'may block' : `may block, to answer within ${answerWithin}`;
}

/** `runs main 1a2b3c4d5e6f, reads main` */
export function runsWords({ branch, revision: id, reads = [] }: Downstream): string {
  const runs =
    branch === undefined ? '' : `runs ${branch}${id === undefined || id === branch ? '' : ` ${revision(id)}`}`;
  return [runs, reads.length > 0 ? `reads ${reads.join(', ')}` : ''].filter(Boolean).join(', ');
}

/**
 * `2 of 7 downstream pipelines move beyond their limits, 1 of them for information; 1 not judged`; undefined where nobody downstream is
 * known. It may stand beside a pass: what holds nobody says so in the same breath.
 */
export function downstreamHeadline({ downstreams = [] }: Report): string | undefined {
  if (downstreams.length === 0) return undefined;
  const number = (is: (one: Downstream) => boolean): number => downstreams.filter(is).length;
  const informing = (is: (one: Downstream) => boolean): string => {
    const some = number((one) => is(one) && !holds(one));
    if (some === 0) return '';
    return some === number(is) ? ', for information' : `, ${count(some)} of them for information`;
  };
  const judged = (verdict: Verdict) => (one: Downstream) =>
    one.status === 'judged' && one.verdict === verdict && !one.approval;
  const [failed, open, passed] = [number(judged('fail')), number(judged('inconclusive')), number(judged('pass'))];
  const all = downstreams.filter(({ status }) => status === 'judged').length;
  const of = failed === all ? count(failed) : `${count(failed)} of ${count(all)}`;
  const pipelines = all === 1 ? 'downstream pipeline' : 'downstream pipelines';
  const [worst] = shownDownstreams({ downstreams });
  const example = worst && failed > 0 ? ` (${cutMiddle(downstreamName(worst), widestName)})` : '';
  const lead =
    failed > 0
      ? `${of} ${pipelines} ${failed === 1 ? 'moves beyond its limits' : 'move beyond their limits'}${informing(judged('fail'))}${example}`
      : passed > 0
        ? `${plural(passed, 'downstream pipeline')} ${passed === 1 ? 'moves within its limits' : 'move within their limits'}`
        : '';
  const told = (amount: number, words: string): string =>
    amount === 0 ? '' : `${count(amount)} ${lead === '' ? 'downstream ' : ''}${words}`;
  const approved = number(({ approval }) => approval !== undefined);
  const parts = [
    lead,
    told(approved, 'approved'),
    told(open, `cannot be judged yet${informing(judged('inconclusive'))}`),
    told(
      number(({ status }) => status === 'not read'),
      'not looked at',
    ),
    told(
      number(({ status }) => status === 'not judged'),
      'not judged',
    ),
    told(
      number(({ status, forecast }) => status === 'not reached' && forecast !== undefined),
      'not reached',
    ),
  ].filter(Boolean);
  return parts.length === 0 ? 'no downstream pipeline is affected' : parts.join('; ');
}

/** `3 more: 2 pass, 1 not reached`; undefined where all are shown. */
export function downstreamsLeft(shown: readonly Downstream[]): string | undefined {
  const left = shown.slice(mostDownstreams);
  if (left.length === 0) return undefined;
  const words = left.map(({ status, verdict = '' }) => (status === 'judged' ? verdict : status));
  const counts = [...new Set(words)].map((word) => `${count(words.filter((one) => one === word).length)} ${word}`);
  return `${plural(left.length, 'more downstream pipeline')}: ${counts.join(', ')}`;
}

/** How many no edit reaches. */
export function unaffectedDownstreams({ downstreams = [] }: Report): number {
  return downstreams.filter(isUnaffected).length;
}
