/**
 * Asks `assess` about a subject, with GitHub as the repository, and turns whatever happens into one of the outcomes that a
 * check can have. What GitHub itself gets wrong (cut connections, 5xx) is thrown, so that the job is tried again.
 */
import type { Surroundings } from '../../artifacts/outside.ts';
import { assess } from '../../assess.ts';
import { completed, withSources } from '../../assessment/complete.ts';
import type { Question } from '../../assessment/question.ts';
import { seedOf } from '../../assessment/seed.ts';
import type { Config } from '../../config/config.ts';
import { configPath } from '../../config/load.ts';
import { readConfig, readConfigIfAny } from '../../config/read.ts';
import { withDownstreams } from '../../downstreams/with-downstreams.ts';
import { locating, WeirError } from '../../errors.ts';
import type { RecordingFile } from '../../recordings/reader.ts';
import { resolveFiles } from '../../recordings/resolve.ts';
import type { Report } from '../../report/report.generated.ts';
import type { CheckOutcome, Phase } from '../check/outcome.ts';
import type { Repository } from '../port/repository.ts';
import { DownloadError, statusOf } from '../port/status.ts';
import { Stop } from '../queue/queue.ts';
import { untilAborted } from '../requests/until-aborted.ts';
import { type Blobs, openBlobs } from '../snapshot/blobs.ts';
import { changedPaths } from '../snapshot/changed.ts';
import { mergeBase } from '../snapshot/merge-base.ts';
import { NotThere } from '../snapshot/not-found.ts';
import { arrivingIn, recordingStorage } from '../snapshot/recording-storage.ts';
import { renames } from '../snapshot/renames.ts';
import { type GitHubSnapshot, openSnapshot } from '../snapshot/snapshot.ts';
import type { WorkContext } from './context.ts';
import { judgeConsumers, lookDownstream, nameOf } from './judge-consumers.ts';
import { ownTurn } from './own-turn.ts';
import { prefetch } from './prefetch.ts';
import type { Replayed, ReportKey } from './report-store.ts';
import type { Subject } from './subject.ts';
import { surroundingsIn } from './surroundings.ts';
import { type Whole, withOthers } from './with-others.ts';

/** What came out, and what it was judged by as far as that became known. */
export interface SubjectJudgement {
  readonly outcome: CheckOutcome;
  readonly mergeBase?: string;
  /** Which weir.yml stands at the tip of the branch, whether or not it could be used. */
  readonly configMark?: string;
  /** Digest of the decisions that counted. */
  readonly decided?: string;
  readonly config?: Config;
  /** Paths at head. */
  readonly headFiles?: ReadonlySet<string>;
  /** Texts of the edited artifacts, for the report's page. */
  readonly sources?: Replayed['sources'];
}

export interface SubjectOptions {
  readonly full: boolean;
  /** Replay even what was replayed before. */
  readonly fresh: boolean;
  /** Say which edit moves what, and for whom, however long that takes; else where a replay takes seconds. */
  readonly explained: boolean;
  /** False for a fork's head that nobody has let be replayed. */
  readonly mayReplay: boolean;
  readonly signal: AbortSignal;
  readonly progress: (pipeline: string, done: number, total: number) => void;
  /** Told once it waits for head to be deployed; in an environment, or in any. */
  readonly waits: (environment: string | undefined) => void;
}

/** By which a check remembers the weir.yml at the tip of its branch: the same for the same content, or for none. */
export async function configMark(snapshot: GitHubSnapshot): Promise<string> {
  try {
    return (await snapshot.blob(configPath))?.id ?? 'none';
  } catch (error) {
    // Something stands there that is no file.
    if (error instanceof WeirError) return 'unreadable';
    throw error;
  }
}

/** Throws Stop, and errors of GitHub's. */
export async function judgeSubject(
  work: WorkContext,
  repository: Repository,
  subject: Subject,
  options: SubjectOptions,
): Promise<SubjectJudgement> {
  const { deadline } = work.attempt;
  const begun = performance.now();
  const signal = AbortSignal.any([options.signal, deadline]);
  const found: { -readonly [Part in keyof SubjectJudgement]?: SubjectJudgement[Part] } = {};
  let phase: Phase = 'reading';
  try {
    // Most files are the same on all sides, and read once.
    const blobs = openBlobs(repository);
    const trunk = await openTrunk(repository, subject, blobs);
    // Known first: a verdict about what cannot be compared holds for this weir.yml as any other does.
    found.configMark = await configMark(trunk);
    const sides = await openSides(repository, subject, trunk, blobs);
    found.mergeBase = sides.base.revision;
    found.headFiles = new Set(await sides.head.list());
    const downstream = await lookDownstream(work, repository, signal);
    const isAlone = downstream.readers.length === 0;
    if (isAlone && !(await isConfigured(sides))) return { ...found, outcome: { kind: 'unconfigured' } };
    const read = await (isAlone ? readConfig : readConfigIfAny)(sides.base, sides.head, sides.trunk);
    found.config = read.config;
    const whole = await withOthers(work, repository, sides, read, signal);
    const { judging } = whole;
    const enter = (next: Phase): void => {
      phase = next;
    };
    const outside = surroundingsIn(work, repository, subject, judging, {
      signal,
      waits(environment) {
        enter('deploying');
        options.waits(environment);
      },
    });
    const own = await reportOn(work, repository, sides, whole, {
      ...options,
      signal,
      enter,
      outside,
    });
    const lines = await judgeConsumers(work, repository, downstream.readers, {
      ...{ base: sides.base, head: sides.head, about: downstream.about, branch: subject.baseRef, begun, signal },
      ...{ gates: judging.config.consumers, full: options.full, fresh: options.fresh },
      mayReplay() {
        if (!options.mayReplay) throw new NotAllowed();
        enter('replaying');
      },
    });
    const merged = withDownstreams(own.report, lines, nameOf(downstream.about));
    const { report, sources } = lines.length === 0 ? own : await withSources(merged, whole);
    return { ...found, sources, outcome: { kind: 'judged', report, inconclusive: judging.config.inconclusive } };
  } catch (error) {
    // Why it was stopped counts, not what broke for it.
    options.signal.throwIfAborted();
    return { ...found, outcome: outcomeOf(error, work, subject, deadline.aborted ? phase : undefined) };
  }
}

interface Sides {
  readonly trunk: GitHubSnapshot;
  readonly base: GitHubSnapshot;
  readonly head: GitHubSnapshot;
}

async function openTrunk(repository: Repository, { base, baseRef }: Subject, blobs: Blobs): Promise<GitHubSnapshot> {
  return openSnapshot(repository, base ?? (await repository.git.tip(baseRef)), baseRef, blobs);
}

async function openSides(
  repository: Repository,
  { base, target: { head } }: Subject,
  trunk: GitHubSnapshot,
  blobs: Blobs,
): Promise<Sides> {
  const baseId = base ?? (await mergeBase(repository, trunk.revision, head));
  const [atBase, atHead] = await Promise.all([
    baseId === trunk.revision ? undefined : openSnapshot(repository, baseId, 'base', blobs),
    openSnapshot(repository, head, 'head', blobs),
  ]);
  return { trunk, head: atHead, base: atBase ?? trunk };
}

async function isConfigured({ trunk, base, head }: Sides): Promise<boolean> {
  if ((await trunk.read(configPath)) !== undefined) return true;
  const atHead = await head.read(configPath);
  // One that the branch has given up is not brought back by a head from before.
  return atHead !== undefined && (trunk === base || atHead !== (await base.read(configPath)));
}

interface Options extends SubjectOptions {
  /** What steps may use outside the lock. */
  readonly outside: Surroundings;
  /** Told what it is busy with from now on. */
  readonly enter: (phase: Phase) => void;
}

/** The report of these commits, replayed unless it was before. */
async function reportOn(
  work: WorkContext,
  repository: Repository,
  sides: Sides,
  whole: Whole,
  options: Options,
): Promise<Replayed> {
  const { base, head, trunk } = whole;
  const { full, fresh, explained } = options;
  const commits = { base: base.revision, head: head.revision, trunk: trunk.revision };
  const key: ReportKey = { repository, ...commits, full, ...(whole.elsewhere && { elsewhere: whole.elsewhere }) };
  const known = fresh ? undefined : await work.reports.read(key);
  if (known && (!explained || isExplained(known.report))) return known;
  const recordings: RecordingFile[] = [];
  const found = await replay(work, repository, sides, whole, options, recordings);
  const report = { ...found, notes: [...(found.notes ?? []), ...whole.notes] };
  const replayed = await completed(report, { base, head, trunk, recordings }, { full, with: clonesOf(found) });
  await work.reports.write(key, replayed);
  return replayed;
}

/** As the command line takes them: where they lie is for whoever runs it to say. */
function clonesOf({ upstreams = [] }: Report): string[] {
  return [...new Set(upstreams.map(({ repository }) => `${repository}=../${repository.split('/')[1]}`))];
}

/** How long a replay may have taken for its impact to be explained without being asked. */
const QUICK_MILLISECONDS = 10_000;

function isExplained({ pipelines }: Report): boolean {
  return pipelines.every(
    ({ look, attribution, outputs }) =>
      (look && attribution) || outputs.every(({ measures }) => !measures.changed?.records),
  );
}

/** @param recordings filled with the files that are replayed */
async function replay(
  work: WorkContext,
  repository: Repository,
  { base, head, trunk }: Sides,
  whole: Whole,
  { full, explained, mayReplay, signal, progress, enter, outside: endpoints }: Options,
  recordings: RecordingFile[],
): Promise<Report> {
  const { judging } = whole;
  await using resources = new AsyncDisposableStack();
  const arriving = arrivingIn(work.arriving, { cache: work.recordings, resources }, signal);
  const storage = recordingStorage(judging.from === 'head' ? head : trunk, {
    cache: work.recordings,
    outside: work.bounds.recordings,
    resources,
    arriving,
  });
  const turn = resources.use(ownTurn(work.turns, signal, enter));
  const resolved: Promise<RecordingFile[]>[] = [];
  const stopTimer = work.metrics.replaySeconds.startTimer();
  let explaining: boolean | undefined;
  // Asked first when everything is replayed; what explaining itself takes does not count.
  const explains = (): boolean => {
    explaining ??= explained || turn.milliseconds < QUICK_MILLISECONDS;
    return explaining;
  };
  const question: Question = {
    judging,
    trunk: whole.trunk,
    ...(whole.unread && { unread: whole.unread }),
    pipelines: judging.config.pipelines,
    renames: () => renames(repository, base, head),
    changed: (filter) => changedPaths(base, head, filter),
    committedAt: () => repository.git.committedAt(head.revision),
    recording: async (recording) => {
      if (!mayReplay) throw new NotAllowed();
      enter('downloading');
      const files = resolveFiles(recording, storage, judging.config.path, 'counts');
      resolved.push(files);
      await untilAborted(files, signal);
      // All are asked for before the first has come. A download that takes its time must not hold a turn meanwhile.
      const all = await untilAborted(Promise.all(resolved), signal);
      recordings.push(...(await files));
      // What is on its way is replayed as far as it is there, and takes its turns then.
      if (!all.flat().some(({ path }) => arriving.arrivalOf(path))) await turn.take();
      return files;
    },
    slices: explains,
    attribution: explains,
    replay: {
      jobs: work.bounds.jobs,
      full,
      seed: seedOf(whole.base, whole.head),
      progress,
      signal,
      outside: endpoints,
      turn,
      arrivalOf: arriving.arrivalOf,
    },
  };
  const weirYml = new Map([[judging.config.path, judging.config.text]]);
  prefetch(judging.config.pipelines, [whole.base, whole.head]);
  const report = await locating(weirYml, undefined, () => assess(whole.base, whole.head, question));
  stopTimer();
  work.metrics.recordsReplayed.inc(report.pipelines.reduce((sum, { records }) => sum + records.replayed, 0));
  return report;
}

/** A fork's head would have to be replayed, and nobody has said that it may. */
class NotAllowed extends Error {}

function outcomeOf(
  error: unknown,
  work: WorkContext,
  { target, pull }: Subject,
  late: Phase | undefined,
): CheckOutcome {
  if (error instanceof NotAllowed) return { kind: 'waiting', head: target.head, author: pull?.author ?? '' };
  if (late) return { kind: 'timed-out', minutes: work.bounds.minutes, during: late };
  if (error instanceof WeirError) {
    return { kind: 'broken', problems: error.problems, mayPass: error instanceof NotThere };
  }
  if (error instanceof Stop || isGitHubs(error)) throw error;
  const id = crypto.randomUUID().slice(0, 8);
  work.log.error({ err: error, id, head: target.head }, 'A check crashed');
  return { kind: 'crashed', id };
}

/** An answer of GitHub's that is no success, or none at all: worth another try. */
function isGitHubs(error: unknown): boolean {
  return error instanceof DownloadError || statusOf(error) !== undefined;
}
