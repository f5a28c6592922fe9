/** The sentences under a verdict: what a reviewer should know, worst first. */
import type { LimitConfig, PipelineConfig } from '../config/config.ts';
import { ends, limit as formatLimit, measure as formatMeasure } from '../format/measures.ts';
import { compact, count, percent, plural } from '../format/numbers.ts';
import type { Evidence } from '../impact/evidence.ts';
import { countWhere } from '../impact/measure-count.ts';
import type { NoiseCounts } from '../impact/noise.ts';
import { canonicalName, findMeasure } from '../measures/find.ts';
import { harmOf } from '../measures/harm.ts';
import type { Measure } from '../report/report.generated.ts';
import { unseenOutputs, unseenSegments } from './absent.ts';
import { isVacuous, type JudgedLimit, leavesOpen, TOO_MANY } from './basis.ts';
import { exceeds } from './exceeds.ts';
import { ownNoise } from './judge-noise.ts';
import { vanishedSentences } from './vanished.ts';

/** Past this share, unreplayable or malformed records and a base that is not production put every number in doubt. */
const TOLERATED = 0.01;

/** Why the evidence as a whole can't carry a pass. */
export function flawsOf(evidence: Evidence, pipeline: PipelineConfig): string[] {
  const { read, malformed, unreplayable, replayed } = evidence;
  if (replayed === 0) return [noData(evidence)];
  const own = pipeline.limits.find(leavesOpen);
  const flaws: string[] = [];
  // A limit of the owners' own replaces the 1 %, and is judged with the others.
  if (!own && unreplayable > TOLERATED * (read - malformed)) {
    flaws.push(unreplayableSentence(evidence));
  } else if (!own) flaws.push(...lostWeight(evidence));
  if (malformed > TOLERATED * read) {
    const first = evidence.malformedExamples[0];
    const place = first
      ? `, the first at ${[first.file, first.line].filter((part) => part !== undefined).join(':')}`
      : '';
    flaws.push(
      `${percent(malformed / read)} of the records are malformed, and 1 % is tolerated: ` +
        `${count(malformed)} of ${plural(read, 'record')}${place}`,
    );
  }
  return [...flaws, ...unseenOutputs(evidence, pipeline)];
}

/** All sentences of a pipeline. */
export function reasonsOf(
  evidence: Evidence,
  pipeline: PipelineConfig,
  limits: readonly JudgedLimit[],
  flaws: readonly string[],
  noise?: NoiseCounts,
): string[] {
  const failed = limits.filter(({ measure }) => measure.verdict === 'fail');
  const open = evidence.replayed === 0 ? [] : limits.filter(({ measure }) => measure.verdict === 'inconclusive');
  const passed = limits.every(({ measure }) => measure.verdict === 'pass') && flaws.length === 0;
  return [
    ...reproductionSentence(evidence),
    ...noiseSentences(limits, noise),
    ...failed.map((judged) => failSentence(judged, evidence)),
    ...vanishedSentences(evidence, pipeline),
    ...flaws,
    ...open.map((judged) => openSentence(judged, evidence)),
    ...limits.flatMap(weeksSentence),
    ...limits.flatMap(vacuousSentence),
    ...forgivenSentences(limits),
    ...(passed ? [passSentence(limits, evidence), ...unlimitedSentences(evidence, pipeline)] : []),
    ...shadowedSentences(evidence),
    ...stakeSentences(evidence),
    ...unseenSegments(evidence, pipeline),
    ...(pipeline.limitsAreDefaults ? ['weir.yml sets no limits for it; defaults apply'] : []),
  ];
}

function noData({ recorded, malformed, unreplayable, reasons }: Evidence): string {
  if (recorded === 0) return 'no data: the recording is empty';
  const why = mainReason(reasons);
  if (malformed === 0 && why !== undefined)
    return `no data: none of ${plural(recorded, 'record')} could be replayed: ${why}`;
  const lost = [
    malformed > 0 && `${count(malformed)} malformed`,
    unreplayable > 0 && `${count(unreplayable)} unreplayable`,
  ].filter(Boolean);
  return `no data: none of ${plural(recorded, 'record')} could be replayed${lost.length > 0 ? ` (${lost.join(', ')})` : ''}`;
}

function unreplayableSentence(evidence: Evidence, limit = '1 % is tolerated'): string {
  const { read, malformed, unreplayable, reasons } = evidence;
  const why = mainReason(reasons);
  return (
    `${percent(unreplayable / (read - malformed))} of the records cannot be replayed, and ${limit}: ` +
    `${count(unreplayable)} of ${plural(read - malformed, 'record')}${why === undefined ? '' : ` (${why})`}`
  );
}

/** A few records can stand for most of the traffic. */
function lostWeight({ lost, outcomes, unreplayable, reasons }: Evidence): string[] {
  if (!lost) return [];
  const share = lost.weight / (lost.weight + countWhere(outcomes, () => true).weight);
  if (!(share > TOLERATED)) return [];
  const why = mainReason(reasons);
  return [
    `${percent(share)} of the traffic by weight cannot be replayed, and 1 % is tolerated: ` +
      `${plural(unreplayable, 'record')}${why === undefined ? '' : ` (${why})`}`,
  ];
}

/** Why most of what cannot be replayed cannot. */
function mainReason(reasons: Evidence['reasons']): string | undefined {
  const lost = reasons.filter(({ outcome }) => outcome === 'unreplayable');
  return lost.toSorted((a, b) => b.records - a.records)[0]?.reason;
}

function reproductionSentence({ reproduction }: Evidence): string[] {
  if (!reproduction || reproduction.different <= TOLERATED * reproduction.compared) return [];
  const { compared, different } = reproduction;
  return [
    `base answers ${percent(different / compared)} of the recorded requests differently than production did; ` +
      'as long as base is not production, every comparison with it is doubtful',
  ];
}

/** What base does by itself is no change, and nobody should take it for one. */
function noiseSentences(limits: readonly JudgedLimit[], noise: NoiseCounts | undefined): string[] {
  if (!noise) return [];
  if (noise.records === 0) return ['base could not be run twice, so nobody knows how far it differs from itself'];
  return noise.outputs.flatMap(({ name }) => {
    const share = ownNoise(noise, name) ?? 0;
    if (share <= TOLERATED) return [];
    const others = limits
      .filter(({ limit, measure }) => limit.output === name && measure.verdict === 'fail')
      .filter(({ limit }) => canonicalName(limit.measure) !== 'changed');
    const left = others.map(({ limit }) => limit.key);
    return [
      `base, run twice on ${plural(noise.records, 'record')}, gives another ${name} on ${percent(share)} of them` +
        (left.length > 0 ? `; that is still in ${left.join(', ')}` : ''),
    ];
  });
}

/** What of a share is not base's own noise. */
function excessPhrase({ noise }: JudgedLimit['measure']): string {
  if (!noise) return '';
  const { excess, share } = noise;
  const range = `${percent(excess.low)} to ${percent(excess.high)}`;
  return `; without the ${percent(share)} that base does by itself ${percent(excess.value)} (${range})`;
}

/** `tier.changed is 4.1 % and its limit 1 %: 8,200 of 200,000 records`. */
function failSentence(judged: JudgedLimit, evidence: Evidence): string {
  const { measure } = judged;
  const part = measure.records === undefined ? '' : `: ${count(measure.records)} of ${behind(judged, evidence)}`;
  const [low, high] = ends(measure, judged.limit.measure);
  const whole = measure.interval === 'anytime' ? `; in the whole recording between ${low} and ${high}` : '';
  return `${comparison(judged)}${part}${whole}${excessPhrase(measure)}`;
}

function openSentence(judged: JudgedLimit, evidence: Evidence): string {
  const { limit, measure } = judged;
  if (leavesOpen(limit) && measure.reason === TOO_MANY) {
    return unreplayableSentence(evidence, `the limit is ${formatLimit(measure, limit.measure)}`);
  }
  if (measure.value === null) return `${limit.key} has no value: ${measure.reason ?? 'no data'}`;
  return `${comparison(judged)}, but ${measure.reason ?? 'that is not certain'}`;
}

/** The whole and its weeks say two things: `tier.changed is above its limit in 12 of 26 weeks, and within it as a whole`. */
function weeksSentence({ limit, measure }: JudgedLimit): string[] {
  const { weeks, verdict } = measure;
  if (!weeks || weeks.above === 0 || weeks.above === weeks.of || verdict === 'inconclusive') return [];
  const [least, most] = ends({ ...measure, ...weeks }, limit.measure);
  const beyond = `${limit.key} is beyond its limit in ${count(weeks.above)} of ${plural(weeks.of, 'week')} (${least} to ${most})`;
  const whole = exceeds(harmOfValue(limit, measure), limit.limit.amount) ? 'beyond it' : 'within it';
  return [`${beyond}, and ${whole} as a whole: what the next weeks bring is not certain`];
}

function harmOfValue({ measure: name }: LimitConfig, { value }: Measure): number {
  const direction = findMeasure(name)?.measure.direction ?? 'absolute';
  return harmOf(direction, value ?? 0, value ?? 0).low;
}

/** `tier.changed cannot fail: no share exceeds 100 %`. */
function vacuousSentence({ limit, vacuous }: JudgedLimit): string[] {
  return vacuous === undefined ? [] : [`${limit.key} cannot fail with the limit ${limit.text}: ${vacuous}`];
}

/** `band.changed is 6.1 % and its limit 1 %; without the 6 % that base does by itself …, which is within it`. */
function forgivenSentences(limits: readonly JudgedLimit[]): string[] {
  return limits
    .filter(({ measure }) => measure.verdict === 'pass' && measure.noise)
    .filter(({ measure }) => (measure.high ?? 0) > (measure.limit ?? 1))
    .map((judged) => `${comparison(judged)}${excessPhrase(judged.measure)}, which is within it`);
}

function passSentence(all: readonly JudgedLimit[], { replayed, recorded, read }: Evidence): string {
  const limits = all.filter((judged) => !isVacuous(judged));
  if (limits.length === 0) return 'none of its limits can fail, so whatever the change does would pass';
  const part = read === recorded ? plural(replayed, 'record') : `${count(replayed)} of ${plural(recorded, 'record')}`;
  const which = limits.length === 1 ? `the limit on ${limits[0]?.limit.key} holds` : `all ${limits.length} limits hold`;
  return `${which} on ${part}`;
}

/** What rules read may not be what production reads there. */
export function shadowedSentences({ shadowed = 0 }: Evidence): string[] {
  if (shadowed === 0) return [];
  const own = plural(shadowed, 'record');
  return [`rules read the pipeline's params in place of the member "params" that ${own} had when recorded`];
}

/** A pass is read as "little changed", which it does not say where no limit is on how many records change. */
function unlimitedSentences({ outputs }: Evidence, { limits }: PipelineConfig): string[] {
  const limited = new Set(limits.filter(({ measure }) => measure === 'changed').map(({ output }) => output));
  return outputs
    .filter(({ name, changed, total }) => !limited.has(name) && changed.weight > TOLERATED * total.weight)
    .map(({ name, changed, total }) => {
      return `${name}.changed is ${percent(changed.weight / total.weight)} and has no limit`;
    });
}

function stakeSentences({ valued, outputs, read, recorded }: Evidence): string[] {
  if (!valued) return [];
  return outputs
    .filter(({ changed }) => changed.value !== 0)
    .map(({ name, changed, total }) => {
      const part = read === recorded ? '' : ' (of the records replayed so far)';
      return `${name} changes the outcome of ${compact(changed.value)} of ${compact(total.value)} in value${part}`;
    });
}

function comparison({ limit, measure }: JudgedLimit): string {
  return `${limit.key} is ${formatMeasure(measure, limit.measure)} and its limit ${formatLimit(measure, limit.measure)}`;
}

function behind({ limit }: JudgedLimit, evidence: Evidence): string {
  const { replayed, read, malformed } = evidence;
  return plural(leavesOpen(limit) ? read - malformed : replayed, 'record');
}
