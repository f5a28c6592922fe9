/** The report of a change by its own repository's pipelines, replayed unless it was before. */
import type { Surroundings } from '../../artifacts/outside.ts';
import { assess } from '../../assess.ts';
import { completed } from '../../assessment/complete.ts';
import type { Asked } from '../../assessment/question.ts';
import { assertLasting } from '../../assessment/waivers.ts';
import { locating } from '../../errors.ts';
import type { RecordingFile } from '../../recordings/reader.ts';
import { layFiles, resolveFiles } from '../../recordings/resolve.ts';
import type { Report } from '../../report/report.generated.ts';
import type { Phase } from '../check/outcome.ts';
import type { Repository } from '../port/repository.ts';
import { early } from '../requests/early.ts';
import { untilAborted } from '../requests/until-aborted.ts';
import { changeTimeOf } from '../snapshot/change-time.ts';
import { changedPaths } from '../snapshot/changed.ts';
import { historyOf } from '../snapshot/history.ts';
import { arrivingIn, recordingStorage } from '../snapshot/recording-storage.ts';
import { renames } from '../snapshot/renames.ts';
import type { WorkContext } from './context.ts';
import { ownTurn } from './own-turn.ts';
import { prefetch } from './prefetch.ts';
import type { Replayed, ReportKey } from './report-store.ts';
import type { Sides } from './sides.ts';
import type { Whole } from './with-others.ts';

export interface ReplayOptions {
  readonly full: boolean;
  /** Replay even what was replayed before. */
  readonly fresh: boolean;
  /** Say which edit moves what, and for whom, however long that takes; else where a replay takes seconds. */
  readonly explained: boolean;
  /** ISO 8601, by GitHub's clock where it told. */
  readonly judgedAt: string;
  /** Called before anything is replayed; throws where that may not be. */
  readonly assertAllowed: () => void;
  readonly signal: AbortSignal;
  readonly progress: (pipeline: string, done: number, total: number) => void;
  /** What steps may use outside the lock. */
  readonly outside: Surroundings;
  /** Told what it is busy with from now on. */
  readonly enter: (phase: Phase) => void;
}

/** The report of these commits, replayed unless it was before. */
export async function reportOn(
  work: WorkContext,
  repository: Repository,
  sides: Sides,
  whole: Whole,
  options: ReplayOptions,
): Promise<Replayed> {
  const { base, head, trunk } = whole;
  const { full, fresh, explained } = options;
  const commits = { base: base.revision, head: head.revision, trunk: trunk.revision };
  // What was found on another day does not outlast a waiver.
  assertLasting(whole.judging, options.judgedAt);
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
  { full, explained, judgedAt, assertAllowed, signal, progress, enter, outside: endpoints }: ReplayOptions,
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
  const askTime = (): Promise<string> => changeTimeOf(repository, { base, head }, judgedAt);
  let time: Promise<string> | undefined;
  const question: Asked = {
    judging,
    trunk: whole.trunk,
    ...(whole.unread && { unread: whole.unread }),
    pipelines: judging.config.pipelines,
    renames: () => renames(repository, base, head),
    history: historyOf(repository, base.revision, base.blobs, signal),
    changed: (filter) => changedPaths(base, head, filter),
    // A replay is long: what GitHub did not say before it may be known after it.
    committedAt: () => time?.catch(askTime) ?? askTime(),
    judgedAt,
    recording: async (recording) => {
      assertAllowed();
      enter('downloading');
      // Its age is told once it is replayed.
      if (recording.max_age !== 'none') time ??= early(askTime());
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
    tracked: async (side, recording) => {
      assertAllowed();
      const tracked = recordingStorage(side === 'base' ? base : head, {
        cache: work.recordings,
        outside: work.bounds.recordings,
        resources,
      });
      return untilAborted(layFiles(recording, tracked, judging.config.path), signal);
    },
    slices: explains,
    attribution: explains,
    replay: {
      jobs: work.bounds.jobs,
      full,
      kept: work.kept(repository),
      progress,
      signal,
      outside: endpoints,
      turn,
      workers: work.workers(repository),
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
