/** What people can do about a verdict, by the way in which Weir is run: without words of markup, so that every form of a report can say it. */
import { recordsBehind } from '../format/measures.ts';
import { downstreamName, holds } from './downstreams.ts';
import { cut, shortWords } from './plain.ts';
import type { PipelineReport, Report } from './report.generated.ts';
import { affected, isOpen, moved, place, worstMeasure } from './story.ts';

/** By hand or in a script; as a step of a GitHub workflow; as the GitHub App. */
export type Way = 'command-line' | 'action' | 'app';

/** Text, a name or a command as it is to be typed, or an address with what it is called. */
export type Piece = string | { readonly code: string } | { readonly link: string; readonly href: string };
export type Step = readonly Piece[];

/** More edits than these that move something together are no place to look at first. */
const MOST_PLACES = 2;
const most = 3;
const mostOwners = 3;
const widestReason = 200;
const widestWord = 60;
const docs = 'https://github.com/weir-bot/weir/blob/main/docs';

/** Where the documentation says what a verdict and its measures mean. */
export const explanations = {
  why: { link: 'Why it fails, and what to do', href: `${docs}/why-did-it-fail.md` },
  measures: { link: 'What the measures mean', href: `${docs}/measures-in-words.md` },
} as const;

/** Nothing where nobody has to act. */
export function nextSteps(report: Report, way: Way): Step[] {
  const pipelines = affected(report);
  const open = pipelines.filter(isOpen);
  const [first] = open;
  const steps = [
    ...open.slice(0, most).map((pipeline) => mend(pipeline, report, way)),
    ...(open.length > most ? [['The other pipelines need the same.']] : []),
    ...downstreamSteps(report, way),
    ...(open.some(mayReplayMore) ? [replayMore(way)] : []),
    ...(way === 'app'
      ? pipelines
          .filter(({ approval }) => approval)
          .slice(0, most)
          .map(revoke)
      : []),
    ...(first ? explain(first, way) : []),
    ...(first ? [[explanations.why]] : []),
  ];
  return steps;
}

function mend(pipeline: PipelineReport, report: Report, way: Way): Step {
  const { name, verdict } = pipeline;
  const lead = leadingPlaces(pipeline, report);
  const first: Piece[] =
    verdict === 'fail'
      ? [
          'Bring ',
          { code: name },
          ' back within its limits',
          ...(lead.length > 0 ? [' (most of it comes from ', ...joined(lead), ')'] : []),
        ]
      : ['Give ', { code: name }, ` what it takes to judge it${missing(pipeline)}`];
  return [...first, ...otherwise(pipeline, way)];
}

/** Of those that hold the change. */
function downstreamSteps({ downstreams = [] }: Report, way: Way): Step[] {
  const holding = downstreams.filter(holds);
  const steps = holding.slice(0, most).map((one): Step => {
    const name = { code: downstreamName(one) };
    if (one.status === 'not read') return ['Let ', name, ` be looked at: ${one.because ?? 'nobody could'}`];
    const whom: Piece[] =
      one.owners.length === 0
        ? ['. Nobody owns it']
        : [', or, if the change is meant, agree with its owners (', ...named(one.owners), ')'];
    if (way === 'app' && one.owners.length > 0 && one.fingerprint !== undefined) {
      const key = { name: `${one.repository}:${one.pipeline}` };
      const owners = named(one.owners);
      return [
        'Keep ',
        name,
        ' within its limits, or have an owner (',
        ...owners,
        ') comment ',
        command('approve', key, ' <reason>'),
      ];
    }
    return ['Keep ', name, ' within its limits', ...whom, ': weir.yml here lets it block'];
  });
  return holding.length > most ? [...steps, ['The other downstream pipelines need the same.']] : steps;
}

function missing(pipeline: PipelineReport): string {
  const worst = worstMeasure(pipeline);
  if (worst?.measure.needed !== undefined) return `: ${recordsBehind(worst.measure.needed, worst.key)} would decide`;
  const [reason] = pipeline.reasons;
  if (reason === undefined) return '';
  return isFieldMissing(pipeline)
    ? ': a default in the schema for what head requires, or a recording that has it'
    : `: ${cut(shortWords(reason, widestWord), widestReason)}`;
}

/** What the recording cannot have: `head requires /currency; the recording has no such field`. */
function isFieldMissing({ reasons, records }: PipelineReport): boolean {
  return records.unreplayable > 0 && reasons.some((reason) => /\bhead requires .+ has no such field/.test(reason));
}

/** Whoever means the change needs its owners: in a comment to the App, elsewhere by what they agree on. */
function otherwise(pipeline: PipelineReport, way: Way): Piece[] {
  const { owners, verdict } = pipeline;
  if (way === 'app') {
    if (owners.length === 0) return ['. Nobody owns it, so nobody can approve it.'];
    return [
      ', or have an owner (',
      ...named(owners),
      '; not the author) comment ',
      command('approve', pipeline, ' <reason>'),
    ];
  }
  if (verdict !== 'fail') return [];
  const whom: Piece[] =
    owners.length === 0
      ? ['. Nobody owns it']
      : [', or, if the change is meant, agree with its owners (', ...named(owners), ')'];
  return [...whom, ': the limits stand in weir.yml of the branch that the change goes to'];
}

/** The edit that moves the first measure most, where that was asked for and there are several. */
/** Of edits that could not be told apart, all: nobody knows which of them it is. None where there is nothing to choose from. */
function leadingPlaces({ attribution = [], edits }: PipelineReport, report: Report): string[] {
  const [first] = attribution.filter(({ transition }) => transition === undefined);
  const leading = first && first.value !== 0 && first.edits.length < edits.length ? first.edits : [];
  const places = new Set(leading.flatMap((index) => report.edits[index] ?? []).map(place));
  return places.size > MOST_PLACES ? [] : [...places];
}

function joined(places: readonly string[]): Piece[] {
  return places.flatMap((code, index): Piece[] => [...(index > 0 ? [' and '] : []), { code }]);
}

function replayMore(way: Way): Step {
  const lead = 'Replay every record, where a sample could not decide: ';
  switch (way) {
    case 'app':
      return [lead, { code: '/weir rerun --full' }];
    case 'action':
      return [lead, { code: 'full: true' }, ' in the inputs of this step'];
    case 'command-line':
      return [lead, { code: '--full' }];
    default:
      return way satisfies never;
  }
}

function explain(pipeline: PipelineReport, way: Way): Step[] {
  if (way === 'app') return [['See what moves, and where: ', command('explain', pipeline)]];
  const options = [pipeline.attribution ? '' : '--attribution', pipeline.look ? '' : '--slices'].filter(Boolean);
  if (options.length === 0 || !pipeline.outputs.some(moved)) return [];
  const where = way === 'action' ? 'run the command below with ' : 'add ';
  return [['See which edit moves what, and for whom: ', where, { code: options.join(' ') }]];
}

function revoke(pipeline: PipelineReport): Step {
  return ['Take the approval of ', { code: pipeline.name }, ' back: ', command('revoke', pipeline)];
}

/** Owners as code: naming somebody must not ping them on every push. */
function named(owners: readonly string[]): Piece[] {
  const shown = owners
    .slice(0, mostOwners)
    .flatMap((owner, index): Piece[] => [...(index > 0 ? [', '] : []), { code: owner }]);
  const left = owners.length - mostOwners;
  return left > 0 ? [...shown, ` and ${left} more`] : shown;
}

/** As it has to be typed: `all` where a name is none that weir.yml would take. */
function command(verb: 'approve' | 'revoke' | 'explain', { name }: Pick<PipelineReport, 'name'>, rest = ''): Piece {
  const target = /^(?:[\w-]+\/[\w.-]+:)?[\w.-]{1,200}$/.test(name) ? name : 'all';
  return { code: `/weir ${verb} ${target}${rest}` };
}

function mayReplayMore({ verdict, full, records }: PipelineReport): boolean {
  return verdict === 'inconclusive' && full === false && records.recorded > 0;
}
