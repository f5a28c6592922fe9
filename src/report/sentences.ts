/** The sentences of a report: what a person who has never met Weir reads first. Plain text, without markup. */
import { ends, interval, measure, recordsBehind } from '../format/measures.ts';
import { compact, count, percent, plural } from '../format/numbers.ts';
import { findMeasure } from '../measures/find.ts';
import type { OutputReport, PipelineReport, Report } from './report.generated.ts';
import { isCoarse, isDoubtful, type NamedMeasure } from './story.ts';

/** How much traffic stands behind the numbers, and how sure they are. */
export function evidence(pipeline: PipelineReport): string {
  const { records, recording, full, confidence } = pipeline;
  if (!full && records.recorded === 0) return 'Nothing was replayed.';
  if (full && records.recorded === 0) return 'Nothing was replayed: the recording is empty.';
  const name = recording ? ` of ${recording.name}` : '';
  const window = recording?.from && recording.to ? `, recorded ${day(recording.from)} to ${day(recording.to)}` : '';
  const sure = confidence === undefined ? '' : `, so intervals hold at ${percent(confidence)} confidence`;
  const all = records.replayed === records.recorded && records.recorded > 1 ? 'all ' : '';
  const replayed = full
    ? `Replayed ${all}${replayedOf(pipeline)}${name}${window}${records.replayed > 0 ? `; ${exactness(pipeline)}` : ''}.`
    : `Replayed ${replayedOf(pipeline)}${name}${window}, in random order${sure}.`;
  const lost = [
    records.unreplayable > 0 ? `${plural(records.unreplayable, 'record')} could not be replayed` : '',
    records.malformed ? `${plural(records.malformed, 'record')} could not be read` : '',
  ].filter(Boolean);
  const weighted = recording?.weighted ? ' Shares are of requests: a record counts as often as its weight says.' : '';
  return `${replayed}${lost.length > 0 ? ` ${lost.join(', ')}.` : ''}${weighted}`;
}

/** What a full replay leaves open. */
export function exactness(pipeline: PipelineReport): string {
  return isCoarse(pipeline)
    ? 'every count is exact, and what is measured from bins lies within the range beside it'
    : 'every number is exact';
}

function replayedOf({ records }: PipelineReport): string {
  if (records.replayed === records.recorded) return plural(records.recorded, 'record');
  return `${count(records.replayed)} of ${plural(records.recorded, 'record')}`;
}

/** `Approved by @octo-owner on 2026-11-20: the new tariff`; undefined where nobody has. */
export function approval({ approval: given }: PipelineReport): string | undefined {
  return given && `Approved by @${given.by} on ${day(given.at)}: ${given.reason}`;
}

/** Whether base answers what production answered; undefined where the recording cannot tell. */
export function reproduction(pipeline: PipelineReport): string | undefined {
  const { reproduction } = pipeline;
  if (!reproduction || reproduction.compared === 0) return undefined;
  const { compared, different, share } = reproduction;
  const of = `of ${plural(compared, 'compared record')}`;
  if (isDoubtful(pipeline))
    return `Base answers otherwise than production did on ${percent(share)} ${of} (${count(different)}).`;
  return `Base answers as production did on ${percent(1 - share)} ${of}.`;
}

/** How far base reproduces itself; undefined where it cannot do otherwise. */
export function ownNoise({ noise }: PipelineReport): string | undefined {
  if (!noise || noise.records === 0) return undefined;
  const noisy = Object.entries(noise.outputs).filter(([, share]) => share > 0);
  const twice = `Base was run twice on ${plural(noise.records, 'record')}`;
  if (noisy.length === 0) return `${twice} and gave the same both times.`;
  const shares = noisy.map(([name, share]) => `${name} on ${percent(share)}`);
  return `${twice} and did not give the same: ${shares.join(', ')} of them.`;
}

/** `The outcome changes for 1.2 M of 30 M in value (4 %).` */
export function stake({ value }: OutputReport): string | undefined {
  if (!value || value.total === 0) return undefined;
  const share = value.changed / value.total;
  return `The outcome changes for ${compact(value.changed)} of ${compact(value.total)} in value (${percent(share)}).`;
}

/** Why a mean that is measured need not be the difference of the means that are shown. */
export function pairing({ distribution: { paired, pairedMeans } }: OutputReport): string | undefined {
  if (paired === undefined) return undefined;
  if (pairedMeans) {
    return `The means are of ${plural(paired, 'record')} with a number on both sides, percentiles of every number of a side.`;
  }
  return `Change of the mean: of ${plural(paired, 'record')} with a number on both sides.`;
}

/** `4.1 %`, or with its interval `4.1 % (3.9 % to 4.4 %)`. */
export function valued({ measure: m, key }: NamedMeasure): string {
  const range = m.value === null ? '' : interval(m, key);
  return range ? `${measure(m, key)} (${range})` : measure(m, key);
}

/**
 * What is to be said beside a limit: that it cannot fail, the records behind the value, or what would decide. A mean is of fewer records than
 * a share where some have a number on one side only, and stands beside it.
 */
export function remark({ name, key, measure: m }: NamedMeasure, { outputs }: Pick<PipelineReport, 'outputs'>): string {
  if (m.vacuous !== undefined) return `cannot fail: ${m.vacuous}`;
  const undecided = m.verdict === 'inconclusive';
  if (undecided && m.needed !== undefined) return `${recordsBehind(m.needed, key)} would decide`;
  if (m.reason && (undecided || m.value === null)) return m.reason;
  if (m.records !== undefined) return plural(m.records, 'record');
  const paired = outputs.find((output) => name === `${output.name}.${key}`)?.distribution.paired;
  const isOfPairs = findMeasure(key)?.measure.records === 'paired';
  return isOfPairs && paired !== undefined ? `of ${plural(paired, 'record')} with a number on both sides` : '';
}

/** `by week 0.35 % to 2.03 %, 12 of 26 weeks above the limit`; empty where weeks are not told apart, or alike. */
export function weekly({ measure: m, key }: NamedMeasure): string {
  if (!m.weeks) return '';
  const { low, high, above, of } = m.weeks;
  const [least, most] = ends({ ...m, low, high }, key);
  if (low === high) return '';
  const range = `by week ${least} to ${most}`;
  return above === 0 ? range : `${range}, ${above} of ${of} weeks above the limit`;
}

/** Of a governed file that changed without an edit. */
export const formattingOnly = 'formatting only';

/** What the reader has to know before any number: bases that are not production, limits of head, the report's own notes. */
export function doubts(report: Report): string[] {
  const bases = report.pipelines
    .filter(isDoubtful)
    .map(
      (pipeline) =>
        `${pipeline.name}: ${reproduction(pipeline)} Take the numbers with care: base is not what runs in production.`,
    );
  const problems = (report.config?.problems ?? []).map(
    (problem) => `Once this is merged, weir.yml would not stand, so this change fails: ${problem}`,
  );
  return [...problems, ...bases, judge(report) ?? '', ...(report.notes ?? [])].filter(Boolean);
}

function judge({ config }: Report): string | undefined {
  if (config?.from === 'head')
    return `Base has no ${config.path}, so head's was used: nothing protects this verdict yet.`;
  if (config?.from === 'file') return `Limits come from ${config.path}, named on the command line.`;
  return undefined;
}

/** What the command gives, and what it rests on that no commit holds. */
export function reproducible(report: Report): string {
  const { commandNotes = [] } = report;
  const notes =
    commandNotes.length === 0
      ? ['In a clone that has both commits this command gives the same numbers.']
      : commandNotes;
  return [...notes, ...downstreamsNote(report)].join(' ');
}

/** The App has no clones that it could name. */
function downstreamsNote({ command = '', downstreams = [] }: Report): string[] {
  const names = [
    ...new Set(downstreams.filter(({ status }) => status === 'judged').map(({ repository }) => repository)),
  ];
  const [first] = names;
  if (first === undefined || command.includes(' --consumers ')) return [];
  const others = names.length > 1 ? ', and so on for the others' : '';
  return [
    `For the lines of other repositories add a clone of each: --consumers ${first}=../${first.split('/')[1]}${others}.`,
  ];
}

/** The first twelve characters of a commit id; `worktree` as it is. */
export function revision(id: string): string {
  return /^[0-9a-f]{40,64}$/.test(id) ? id.slice(0, 12) : id;
}

/** `weir 0.1.0 · base 1a2b3c4d5e6f · head worktree · seed 7` */
export function imprint({ tool, base, head, upstreams = [], seed }: Report): string {
  const parts = [
    tool,
    `base ${revision(base)}`,
    `head ${revision(head)}`,
    ...upstreams.map(upstream),
    seed === undefined ? undefined : `seed ${seed}`,
  ];
  return parts.filter(Boolean).join(' · ');
}

/** `acme/events main 1a2b3c4d5e6f`, with what head has where that is another. */
function upstream({ repository, ref, base, head, headRef }: NonNullable<Report['upstreams']>[number]): string {
  const before = `${repository} ${ref} ${revision(base)}`;
  return base === head ? before : `${before} → ${headRef === undefined ? '' : `${headRef} `}${revision(head)}`;
}

/** The date of a time, in UTC as it is written. */
export function day(time: string): string {
  return /^\d{4}-\d{2}-\d{2}T/.test(time) ? time.slice(0, 10) : time;
}
