/**
 * The heart: what would this change do to everything downstream? The command line, the Action and the App all ask here,
 * and nowhere else is a verdict made.
 */
import { assertBaseComplete, type Change, type Changes, findChanges, lineage } from './artifacts/changes.ts';
import type { Edit } from './artifacts/engine.ts';
import { sameContent } from './artifacts/load.ts';
import { assertPointed } from './artifacts/pointless.ts';
import { keyOf, type ReferenceKey } from './artifacts/reference.ts';
import { reported } from './artifacts/reported.ts';
import { changeWarnings } from './artifacts/warnings.ts';
import type { PipelineConfig, RecordingConfig } from './config/config.ts';
import type { JudgingConfig } from './config/read.ts';
import { fingerprintOf } from './gate/fingerprint.ts';
import { judge } from './gate/judge.ts';
import { toPipelineReport } from './gate/pipeline-report.ts';
import { progressOf } from './gate/progress.ts';
import { brokenReport, newReport, unaffectedReport } from './gate/unreplayed-report.ts';
import { wholeVerdict } from './gate/worst-verdict.ts';
import type { Looked } from './look.ts';
import { once } from './once.ts';
import { lookBeside } from './proposal.ts';
import type { RecordingFile } from './recordings/reader.ts';
import { assertCompiles } from './replay/candidates.ts';
import type { Candidate } from './replay/compile.ts';
import { planReplay, type Versions } from './replay/plan.ts';
import { type PlannedReplay, type ReplayOptions, replayAll } from './replay/replay.ts';
import type { PipelineReport, Report } from './report/report.generated.ts';
import type { Renames, Snapshot } from './repository/snapshot.ts';
import { mayBeGoverned } from './ungoverned.ts';
import { version } from './version.ts';

/** What is asked, beside the two snapshots. */
export interface Question {
  /** weir.yml, and whose it is. */
  readonly judging: JudgingConfig;
  /** Where that weir.yml stands, if not at base: see `readConfig`. */
  readonly trunk?: Snapshot;
  /** The pipelines to look at. */
  readonly pipelines: readonly PipelineConfig[];
  readonly renames: () => Promise<Renames>;
  /** Paths that differ between the two and that the filter lets through. Without it nobody looks beyond the pipelines. */
  readonly changed?: (filter: (path: string) => boolean) => Promise<readonly string[]>;
  /** Finds a recording's files; asked only for what is replayed. */
  readonly recording: (recording: RecordingConfig) => Promise<readonly RecordingFile[]>;
  readonly replay: ReplayOptions;
  /** Asked after a pipeline's replay: whether to search for whom the change moves something. Not by default. */
  readonly look?: () => boolean;
  /** Asked after a pipeline's replay: whether to share its impact out among the edits. Not by default. */
  readonly blame?: () => boolean;
}

/** Throws WeirErrors where nothing can be judged: a broken config or artifact, a recording that cannot be read. */
export async function assess(base: Snapshot, head: Snapshot, question: Question): Promise<Report> {
  const { config, from } = question.judging;
  const whole = question.pipelines.length === config.pipelines.length;
  // Asked for now, and wanted after the replay.
  const paths = whole ? question.changed?.(mayBeGoverned) : undefined;
  paths?.catch(() => {});
  const changes = await findChanges(question.pipelines, base, head, question.renames);
  if (from !== 'head') await assertBaseComplete(config, question.pipelines, changes, question.trunk ?? base);
  await assertPointed(changes);
  await assertCompiles(unproven(changes), question.replay);
  const edits = [...changes.values()].flatMap((change) => change.edits);
  const pipelines = await assessPipelines(question, changes, edits);
  const beside = await lookBeside({ base, head }, question.judging, [...changes.values()], await paths);
  return {
    version: 1,
    tool: `weir ${version}`,
    base: base.revision,
    head: head.revision,
    verdict: wholeVerdict(
      pipelines.map(({ verdict }) => verdict),
      beside.problems,
    ),
    config: {
      ...{ path: config.path, from, changes: [...question.judging.changes] },
      ...(beside.problems.length > 0 && { problems: [...beside.problems] }),
    },
    seed: question.replay.seed,
    notes: [...notesOn(question.judging, changes), ...beside.notes],
    ...(beside.ungoverned.length > 0 && { ungoverned: beside.ungoverned }),
    ...reformatting(changes),
    edits: edits.map(reported),
    pipelines,
  };
}

async function assessPipelines(
  { judging, pipelines, recording, replay, look: wantsLook, blame: wantsBlame }: Question,
  changes: Changes,
  edits: readonly Edit[],
): Promise<PipelineReport[]> {
  const settled = new Map(pipelines.map((pipeline) => [pipeline, withoutReplay(pipeline, changes, edits)]));
  const affected = pipelines.filter((pipeline) => !settled.get(pipeline));
  const looked = new Map<PipelineConfig, Looked>();
  const blamed = new Map<PipelineConfig, (report: PipelineReport) => PipelineReport>();
  const exemplified = new Map<PipelineConfig, (report: PipelineReport) => PipelineReport>();
  // Pipelines share recordings, and finding one may take reading it.
  const found = new Map(affected.map((pipeline) => [pipeline.recording, once(() => recording(pipeline.recording))]));
  const replays = await Promise.all(
    affected.map(async (pipeline): Promise<PlannedReplay> => {
      const plan = planReplay(pipeline, versionsOf(pipeline, changes));
      const files = (await found.get(pipeline.recording)?.()) ?? [];
      return {
        plan,
        files,
        next: progressOf(pipeline, judging.config),
        async further({ evidence }, run) {
          // What explains is loaded where it is wanted: most checks would wait for it in vain.
          if (wantsBlame?.()) {
            const { blame, withBlame } = await import('./blame/blame.ts');
            const found = await blame({ pipeline, changes, edits, evidence, ...replay }, run);
            blamed.set(pipeline, (report) => withBlame(report, found));
          }
          if (wantsLook?.()) {
            const { look } = await import('./look.ts');
            looked.set(pipeline, await look({ pipeline, plan, files: files.length, evidence }, run));
          }
          // Whoever proposes a change does not decide that records may be shown.
          if (judging.config.showExamples && judging.from !== 'head') {
            const { findExamples } = await import('./examples.ts');
            exemplified.set(pipeline, await findExamples({ pipeline, evidence }, run));
          }
        },
      };
    }),
  );
  const evidence = await replayAll(replays, replay);
  return pipelines.map((pipeline) => {
    const done = settled.get(pipeline);
    if (done?.verdict === 'unaffected') return done;
    if (done) return { ...done, fingerprint: fingerprintOf(pipeline, changes, []) };
    const place = affected.indexOf(pipeline);
    const [found, files] = [evidence[place], replays[place]?.files];
    if (!found || !files) throw new Error(`${pipeline.name} was not replayed`);
    const facts = { edits: reaching(pipeline, changes, edits), files: files.length };
    const fingerprint = fingerprintOf(pipeline, changes, files.map(identity));
    const judged = toPipelineReport(found, pipeline, judge(found, pipeline, judging.config), facts);
    const plain = { ...judged, fingerprint, ...looked.get(pipeline) };
    const report = exemplified.get(pipeline)?.(plain) ?? plain;
    return blamed.get(pipeline)?.(report) ?? report;
  });
}

/** The report of a pipeline that needs no replay; undefined for one that does. */
function withoutReplay(pipeline: PipelineConfig, changes: Changes, edits: readonly Edit[]): PipelineReport | undefined {
  const references = lineage(pipeline);
  if (references.some((reference) => !changes.get(keyOf(reference))?.base)) return newReport(pipeline);
  const reached = reaching(pipeline, changes, edits);
  const gone = references.filter((reference) => !changes.get(keyOf(reference))?.head).map(({ path }) => path);
  if (gone.length > 0) return brokenReport(pipeline, [...new Set(gone)], reached);
  return reached.length === 0 ? unaffectedReport(pipeline) : undefined;
}

function identity({ name, identity = '' }: RecordingFile): string {
  return `${name} ${identity}`;
}

/** Indexes of the edits in the pipeline's lineage. */
function reaching(pipeline: PipelineConfig, changes: Changes, edits: readonly Edit[]): number[] {
  const own = new Set(lineage(pipeline).flatMap((reference) => changes.get(keyOf(reference))?.edits ?? []));
  return edits.flatMap((edit, index) => (own.has(edit) ? [index] : []));
}

/** Both versions of every artifact of the pipeline that both sides have. */
export function versionsOf(pipeline: PipelineConfig, changes: Changes): ReadonlyMap<ReferenceKey, Versions> {
  const versions = new Map<ReferenceKey, Versions>();
  for (const reference of lineage(pipeline).map(keyOf)) {
    const change = changes.get(reference);
    if (change?.base && change.head)
      versions.set(reference, { reference, base: change.base, head: change.head, edited: change.edits.length > 0 });
  }
  return versions;
}

function notesOn({ config, changes: own }: JudgingConfig, changes: Changes): string[] {
  const moved = `${config.path} changes; base's judges this change, head's will once it is merged`;
  return [...(own.length > 0 ? [moved] : []), ...changeWarnings(changes)];
}

/** What changed and is no edit to anybody who reads it. */
function reformatting(changes: Changes): Pick<Report, 'reformatted'> {
  const edited = new Set(pathsOf(changes, ({ edits }) => edits.length > 0));
  const paths = pathsOf(changes, ({ base, head }) => base && head && !sameContent(base, head));
  const formatted = paths.filter((path) => !edited.has(path));
  return formatted.length === 0 ? {} : { reformatted: formatted };
}

/** Heads that no replay compiles, since nothing tells them from base, and that are not base to the byte. */
function unproven(changes: Changes): Candidate[] {
  return [...changes.values()].flatMap(({ reference, base, head, edits }) =>
    head && edits.length === 0 && !sameContent(base, head) ? [{ engine: reference.engine.id, artifact: head }] : [],
  );
}

/** Each path once: several engines may read it. */
function pathsOf(changes: Changes, isMeant: (change: Change) => unknown): string[] {
  return [...new Set([...changes.values()].filter(isMeant).map(({ reference }) => reference.path))];
}
