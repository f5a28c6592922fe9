/** What `weir check` does once its processes are on their way. */
import { assess } from '../assess.ts';
import { completed } from '../assessment/complete.ts';
import type { Asked } from '../assessment/question.ts';
import type { PipelineConfig } from '../config/config.ts';
import { locating } from '../errors.ts';
import { plural } from '../format/numbers.ts';
import { once } from '../once.ts';
import type { RecordingFile } from '../recordings/reader.ts';
import { processesAtOnce } from '../replay/amount.ts';
import type { HeadStart } from '../replay/head-start.ts';
import { roomFor } from '../replay/room.ts';
import type { Way } from '../report/next-steps.ts';
import type { FileTexts } from '../report/places.ts';
import type { Report } from '../report/report.generated.ts';
import type { ConsumerOptions } from './consumers.ts';
import { drawn } from './drawn.ts';
import { keptOf } from './kept.ts';
import { Pace } from './pace.ts';
import { type Phases, SILENT } from './phases.ts';
import type { Revisions } from './revisions.ts';
import { type OutsideOptions, surroundingsOf } from './surroundings.ts';
import { wantsColour } from './wants-colour.ts';
import { openWorkspace, type Workspace, type WorkspaceOptions } from './workspace.ts';
import { writeFile } from './write-file.ts';

export interface CheckOptions extends WorkspaceOptions, OutsideOptions, ConsumerOptions {
  readonly full?: boolean;
  readonly attribution?: boolean;
  readonly slices?: boolean;
  /** Older names of these two. */
  readonly blame?: boolean;
  readonly look?: boolean;
  readonly maxRecords?: number;
  /** In minutes. */
  readonly timeout?: number;
  readonly seed?: number;
  /** False: run each record, also where others are alike. */
  readonly distinct?: boolean;
  /** False: neither take nor keep what other checks have read. */
  readonly cache?: boolean;
  readonly jobs?: number;
  readonly verbose?: boolean;
  readonly json?: string;
  readonly markdown?: string;
  readonly html?: string;
  /** How Weir is run, which decides what can be done next; by hand if it is not said. */
  readonly way?: Way;
}

export interface Checked {
  readonly report: Report;
  /** What the weir.yml that judged makes of an inconclusive verdict. */
  readonly inconclusive: 'block' | 'allow';
}

export interface Means {
  /** Number of replay processes. */
  readonly jobs: number;
  readonly ahead: HeadStart;
  readonly revisions: Revisions;
  /** What has to be given back, whatever happens. */
  readonly resources: AsyncDisposableStack;
}

/** Judges, prints the report and writes the files that are asked for. Throws WeirErrors where nothing can be judged. */
export async function runCheck(options: CheckOptions, { jobs, ahead, revisions, resources }: Means): Promise<Checked> {
  const verbose = options.verbose ? await openVerbose() : SILENT;
  const workspace = resources.use(await openWorkspace(options, revisions, { mayArrive: true }));
  const { base, head, trunk, judging, pipelines } = workspace;
  ahead.expect(enginesOf(pipelines));
  verbose.say(`base ${base.revision}, head ${head.revision}`);
  verbose.say(
    `${judging.config.path} of ${judging.from}: ${plural(pipelines.length, 'pipeline')}; up to ${plural(jobs, 'replay process', 'replay processes')}`,
  );
  const pace = new Pace({ say: (text) => void process.stderr.write(`note: ${text}\n`), now: () => performance.now() });
  const late = lateAfter(options.timeout, pace, resources);
  const screen = once(openScreen);
  const recordings: RecordingFile[] = [];
  const question = questionOf(options, { jobs, ahead }, { workspace, verbose, screen, recordings, pace, late });
  const weirYml = new Map(judging.isNone ? [] : [[judging.config.path, judging.config.text]]);
  const assessed = await locating(weirYml, undefined, async () => {
    const own = await assess(base, head, question);
    const gates = judging.isNone ? [] : judging.config.consumers;
    if (options.consumers === undefined && gates.length === 0) return own;
    const { judgeConsumers } = await import('./consumers.ts');
    return judgeConsumers(own, options, {
      revisions,
      gates,
      replay: { ...question.replay, ...(own.seed !== undefined && { seed: own.seed }) },
      resources,
    });
  }).finally(async () => (await screen()).progress.finish());
  verbose.replayed();
  const edited = new Set(assessed.edits.map(({ artifact }) => artifact));
  verbose.say(
    `judged: ${plural(assessed.edits.length, 'edit')} in ${plural(edited.size, 'file')}, ${assessed.verdict}`,
  );
  const { report: measured, sources } = await completed(assessed, { base, head, trunk, recordings }, options);
  const { renderTerminal, howToAccept, withAccepted } = await screen();
  const report = await withAccepted(measured, judging, head);
  const width = process.stdout.columns ?? 80;
  const { way } = options;
  const text = await drawn('the report', () => renderTerminal(report, { colour: wantsColour(), width, way }));
  // Where drawing the report fails, the verdict is still printed.
  process.stdout.write(text ?? `${report.verdict}\n`);
  process.stdout.write(howToAccept(report, judging));
  await writeReports(report, options, sources);
  verbose.say('done');
  return { report, inconclusive: judging.config.inconclusive };
}

interface Around {
  readonly workspace: Workspace;
  readonly verbose: Phases;
  readonly screen: () => ReturnType<typeof openScreen>;
  /** Filled with the files that are read. */
  readonly recordings: RecordingFile[];
  readonly pace: Pace;
  /** Aborted when the check has to end. */
  readonly late: AbortSignal | undefined;
}

/** What `assess` is asked: where everything is, and how it is replayed. */
function questionOf(
  options: CheckOptions,
  { jobs, ahead }: Pick<Means, 'jobs' | 'ahead'>,
  { workspace, verbose, screen, recordings, pace, late }: Around,
): Asked {
  const { judging, trunk, pipelines } = workspace;
  const kept = options.cache === false ? undefined : keptOf(process.env, notingOnce());
  return {
    judging,
    trunk,
    pipelines,
    renames: () => workspace.renames(),
    changed: (filter) => workspace.changed(filter),
    committedAt: () => workspace.committedAt(),
    judgedAt: workspace.judgedAt,
    history: workspace.history,
    recording: async (recording) => {
      const files = await workspace.recording(recording);
      recordings.push(...files);
      // Others start now, since there is still something to be done until all is known that they need. Where something may
      // stand for the files, one process may be enough.
      const areRead = kept === undefined && ahead.serves(roomFor([], files));
      if (areRead) ahead.grow(await processesAtOnce(files, jobs));
      verbose.files(recording.name, files);
      return files;
    },
    tracked: (side, recording) => workspace.tracked(side, recording),
    replay: {
      jobs,
      ahead,
      arrivalOf: (path) => workspace.arrivalOf(path),
      full: options.full ?? false,
      maxRecords: options.maxRecords,
      single: options.distinct === false,
      kept,
      ...(options.seed !== undefined && { seed: options.seed }),
      outside: surroundingsOf(options, process.env, {
        from: judging.from,
        jobs,
        say: (text) => void process.stderr.write(text),
      }),
      ...(late && { signal: late }),
      begun: () => void loadReports(screen, options),
      progress: (label, done, total, round) => {
        verbose.progress(label, done, total);
        if (round) pace.update(label, done, total, round);
        void screen().then(({ progress }) => progress.update({ label, done, total }));
      },
    },
    slices: () => options.slices ?? options.look ?? false,
    attribution: () => options.attribution ?? options.blame ?? false,
  };
}

/** Says each note once, however often it is told. */
function notingOnce(): (text: string) => void {
  const said = new Set<string>();
  return (text) => {
    if (!said.has(text)) process.stderr.write(`note: ${text}\n`);
    said.add(text);
  };
}

/** Aborted once the time is up that a check may take; its reason says how far it came. */
function lateAfter(minutes: number | undefined, pace: Pace, resources: AsyncDisposableStack): AbortSignal | undefined {
  if (minutes === undefined) return undefined;
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(pace.over(minutes)), minutes * 60_000);
  resources.defer(() => clearTimeout(timer));
  return late.signal;
}

function enginesOf(pipelines: readonly PipelineConfig[]): readonly string[] {
  const all = pipelines.flatMap(({ params, steps }) => [
    ...(params === undefined ? [] : ['params']),
    ...steps.map(({ engine }) => engine),
  ]);
  return [...new Set(all)];
}

async function openVerbose() {
  const { createVerbose } = await import('./verbose.ts');
  return createVerbose(
    (line) => process.stderr.write(line),
    () => performance.now(),
  );
}

/** What draws on the terminal; it takes a moment to load, in which records are replayed already. */
async function openScreen() {
  const [{ createProgress }, { renderTerminal }, { howToAccept, withAccepted }] = await Promise.all([
    import('../report/progress.ts'),
    import('../report/terminal.ts'),
    import('./accepted.ts'),
  ]);
  const progress = createProgress(process.stderr, () => performance.now());
  return { progress, renderTerminal, howToAccept, withAccepted };
}

/** Loads what the reports need; what cannot be loaded is said when it is needed. */
async function loadReports(screen: () => Promise<unknown>, { json, markdown }: CheckOptions): Promise<void> {
  await Promise.allSettled([
    screen(),
    json !== undefined && import('../report/json.ts'),
    markdown !== undefined && import('../report/markdown.ts'),
  ]);
}

/** One that cannot be drawn is said to be missing: it costs neither the others nor the verdict. */
async function writeReports(
  report: Report,
  { way, ...paths }: CheckOptions,
  sources: ReadonlyMap<string, FileTexts>,
): Promise<void> {
  await write(paths.json, async () => (await import('../report/json.ts')).renderJson(report));
  await write(paths.markdown, async () => (await import('../report/markdown.ts')).renderMarkdown(report, { way }));
  // Charts need a document and a plotting library, which take a moment to load.
  await write(paths.html, async () => (await import('../report/html/page.ts')).renderHtml(report, { sources, way }));
}

async function write(path: string | undefined, render: () => Promise<string>): Promise<void> {
  const text = path === undefined ? undefined : await drawn(path, render);
  if (path === undefined || text === undefined) return;
  await writeFile(path, text, 'the report');
}
