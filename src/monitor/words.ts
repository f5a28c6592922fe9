/** How what is watched reads, for terminal, issue and page alike. Plain text that holds names from outside. */
import { number, percent, plural, points, signed } from '../format/numbers.ts';
import type { Estimate } from './estimates.ts';
import type { Monitored, Told } from './monitor.ts';
import { byQuarter, meanOf, PROMISED, type Prediction } from './predictions.ts';

type Merge = Monitored['states'][number];

/** Characters of a merge's subject. */
const LONGEST = 72;

/** `1a2b3c4d5e6f (Compensate earlier)`. */
export function called(merge: Merge | undefined): string {
  if (!merge) return 'a commit that is not known';
  const { commit, subject } = merge;
  const shown = subject.length > LONGEST ? `${subject.slice(0, LONGEST - 1)}…` : subject;
  return `${commit.slice(0, 12)} (${shown})`;
}

/** The pull request that the merge names, as GitHub writes it: `Merge pull request #412 from …`, `… (#412)`. */
export function pullOf({ subject }: Merge): number | undefined {
  const found = /^Merge pull request #(\d{1,9})\b/.exec(subject) ?? /\(#(\d{1,9})\)$/.exec(subject);
  return found ? Number(found[1]) : undefined;
}

export interface Cause {
  /** The same from week to week: `production`, `merge 1a2b…`, `input`, `traffic`. */
  readonly key: string;
  readonly kind: Told['cause'];
  readonly findings: readonly Told[];
}

/** What moves for one reason is one cause, be it twenty outputs; a merge is one whatever it moves. In the order in which they are to be looked at. */
export function causesOf(findings: readonly Told[]): Cause[] {
  const order: readonly Told['cause'][] = ['production', 'merge', 'input', 'traffic', 'world'];
  const byKey = Map.groupBy(findings, ({ cause, commit }) => (commit === undefined ? cause : `${cause} ${commit}`));
  return [...byKey]
    .flatMap(([key, group]) => (group[0] ? [{ key, kind: group[0].cause, findings: group }] : []))
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}

export function isOpen({ closedIn }: Told): boolean {
  return closedIn === undefined;
}

/** A difference of two of its values. */
export function difference(key: string, amount: number): string {
  return signed(amount, isMean(key) ? number(amount) : points(amount, 3));
}

export function levelOf(key: string, amount: number): string {
  return isMean(key) ? number(amount) : percent(amount);
}

/** `amount`: another one than the newest, of the same finding. */
export function amountOf({ cause, key, ...own }: Told, amount = own.amount): string {
  if (cause === 'traffic' || cause === 'world') return difference(key, amount);
  if (isJump(key)) return `times ${number(amount, 3)}`;
  return cause === 'merge' ? effectOf(key, amount) : percent(amount);
}

/** What a merge does to a measure of the check. */
export function effectOf(key: string, amount: number): string {
  return isInUnit(key) ? number(amount) : percent(amount);
}

export function limitOf({ cause, key, limit }: Told): string {
  if (cause === 'traffic' || cause === 'world') return isMean(key) ? number(limit) : points(limit);
  if (isJump(key)) return `times ${number(limit, 3)}`;
  return cause === 'merge' && isInUnit(key) ? number(limit) : percent(limit);
}

export function isMean(key: string): boolean {
  return key.endsWith('.mean');
}

function isJump(key: string): boolean {
  return key === 'inputs.jump';
}

/** ` of /distance in JFK`, ` in JFK, against the rest,`; empty where it is the whole. */
export function whereOf({ cause, field, segment }: Told): string {
  const of = field === undefined ? '' : ` of ${field}`;
  const where = segment === undefined ? '' : ` in ${segment}${cause === 'traffic' ? ', against the rest,' : ''}`;
  return of + where;
}

/** Measures of the check that are no shares. */
function isInUnit(key: string): boolean {
  return /\.(mean|p\d\d|wasserstein)$/.test(key);
}

/** How often what was expected of merges came, and by quarters where there are several; empty where nothing can be compared yet. */
export function calibrationSaid({ predictions, states }: Monitored): string {
  const compared = predictions.flatMap(({ state, isInside }) =>
    isInside === undefined ? [] : [{ state, isInside, at: states[state]?.at ?? '' }],
  );
  if (compared.length === 0) return '';
  const quarters = byQuarter(compared);
  const shown = quarters.slice(-MOST_QUARTERS).map(({ quarter, of, inside }) => `${quarter} ${inside} of ${of}`);
  const over = quarters.length < 2 ? '' : `. By quarter of the merge: ${shown.join(', ')}`;
  return `${heldSaid(compared, new Set(compared.map(({ state }) => state)).size)}${over}`;
}

const MOST_QUARTERS = 6;

/** `13 of 14 predictions about 5 merges held (93 %); promised are 99 %`. */
export function heldSaid(compared: readonly { readonly isInside: boolean }[], merges: number): string {
  const inside = compared.filter(({ isInside }) => isInside).length;
  return `${inside} of ${plural(compared.length, 'prediction')} about ${plural(merges, 'merge')} held (${percent(inside / compared.length)}); promised are ${percent(PROMISED)}`;
}

/** `paid.changed: expected 21 % … 35 %, came to 25 % (24 %, 26 % by week): within`. */
export function predictionSaid({ key, before, after, expected, isInside }: Prediction): string {
  const show = (amount: number): string => effectOf(key, amount);
  const range = expected
    ? `expected ${show(expected.low)} … ${show(expected.high)}`
    : `expected ${show(meanOf(before))}, of too few weeks (${before.length}) for a range`;
  if (after.length === 0) return `${key}: ${range}; production has not run it yet`;
  const byWeek = after.map(({ amount }) => show(amount)).join(', ');
  const judged = isInside === undefined ? '' : isInside ? ': within' : ': outside';
  return `${key}: ${range}, came to ${show(meanOf(after))} (${byWeek} by week)${judged}`;
}

/** It is marked as what it is, and stands beside the labels. */
export function estimateSaid({ output, week, records, labelled, estimated, before, accuracy }: Estimate): string {
  const apart = estimated - before;
  const moved =
    Math.abs(apart) < UNMOVED ? 'as in the baseline' : `${signed(apart, points(apart, 3))} from the baseline`;
  const labels =
    accuracy === undefined ? 'no label yet' : `${percent(accuracy)} of the ${percent(labelled / records)} with a label`;
  return `${output}: ${percent(estimated)} of the week of ${week} should turn out right, ${moved} (an estimate from the scores, if the same scores mean what they meant: it opens nothing); ${labels}`;
}

/** Of estimates that differ by less than a tenth of a point it is said that they do not. */
const UNMOVED = 0.001;

/** The terms add up to the whole. */
export function sentenceOf(split: Monitored['splits'][number], states: Monitored['states']): string {
  const { key, now, before, total, production, merges, traffic, mix, within } = split;
  const show = (amount: number): string => difference(key, amount);
  const terms = [
    ...(production === 0 ? [] : [`production differs ${show(production)}`]),
    ...merges
      .filter(({ amount }) => amount !== 0)
      .map(({ state, amount }) => `${called(states[state])} ${show(amount)}`),
    `traffic ${show(traffic)}${mix === 0 ? '' : ` (${show(mix)} by other segments, ${show(within)} within them)`}`,
  ];
  return `${key} ${levelOf(key, before)} → ${levelOf(key, now)}, ${show(total)}: ${terms.join('; ')}`;
}
