/** What `weir check` does once its processes are on their way. */
import { writeFile } from 'node:fs/promises';
import { styleText } from 'node:util';
import { assess, type Question } from '../assess.ts';
import { locating, UsageError } from '../errors.ts';
import { once } from '../once.ts';
import type { HeadStart } from '../replay/head-start.ts';
import type { Report } from '../report/report.generated.ts';
import type { Snapshot } from '../repository/snapshot.ts';
import { commandFor, sourcesOf } from '../reproduce.ts';
import { howToAccept, withAccepted } from './accepted.ts';
import type { Revisions } from './revisions.ts';
import { openWorkspace, type WorkspaceOptions } from './workspace.ts';

export interface CheckOptions extends WorkspaceOptions {
  readonly full?: boolean;
  readonly look?: boolean;
  readonly blame?: boolean;
  readonly maxRecords?: number;
  readonly seed?: number;
  readonly jobs?: number;
  readonly json?: string;
  readonly markdown?: string;
  readonly html?: string;
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
  const workspace = resources.use(await openWorkspace(options, revisions));
  const { base, head, trunk, judging, pipelines } = workspace;
  const screen = once(openScreen);
  const question: Question = {
    judging,
    trunk,
    pipelines,
    renames: () => workspace.renames(),
    changed: (filter) => workspace.changed(filter),
    recording: (recording) => workspace.recording(recording),
    replay: {
      jobs,
      ahead,
      full: options.full ?? false,
      maxRecords: options.maxRecords,
      seed: options.seed ?? workspace.seed,
      progress: (label, done, total) => void screen().then(({ progress }) => progress.update({ label, done, total })),
    },
    look: () => options.look ?? false,
    blame: () => options.blame ?? false,
  };
  const weirYml = new Map([[judging.config.path, judging.config.text]]);
  const measured = await locating(weirYml, undefined, () => assess(base, head, question)).finally(async () =>
    (await screen()).progress.finish(),
  );
  const report = await withAccepted(measured, judging, head);
  report.command = commandFor(report, trunk, options);
  const { renderTerminal } = await screen();
  process.stdout.write(renderTerminal(report, { colour: wantsColour(), width: process.stdout.columns ?? 80 }));
  process.stdout.write(howToAccept(report, judging));
  await writeReports(report, options, base, head);
  return { report, inconclusive: judging.config.inconclusive };
}

/** What draws on the terminal; it takes a moment to load, in which records are replayed already. */
async function openScreen() {
  const [{ createProgress }, { renderTerminal }] = await Promise.all([
    import('../report/progress.ts'),
    import('../report/terminal.ts'),
  ]);
  return { progress: createProgress(process.stderr, () => performance.now()), renderTerminal };
}

/** NO_COLOR, FORCE_COLOR and whether there is a terminal are Node's to interpret. */
function wantsColour(): boolean {
  return styleText('bold', 'text', { stream: process.stdout }) !== 'text';
}

async function writeReports(report: Report, options: CheckOptions, base: Snapshot, head: Snapshot): Promise<void> {
  if (options.json !== undefined) {
    const { renderJson } = await import('../report/json.ts');
    await write(options.json, renderJson(report));
  }
  if (options.markdown !== undefined) {
    const { renderMarkdown } = await import('../report/markdown.ts');
    await write(options.markdown, renderMarkdown(report));
  }
  if (options.html === undefined) return;
  // Charts need a document and a plotting library, which take a moment to load.
  const { renderHtml } = await import('../report/html/page.ts');
  await write(options.html, renderHtml(report, { sources: await sourcesOf(report, base, head) }));
}

async function write(path: string, text: string): Promise<void> {
  await writeFile(path, text).catch((cause: NodeJS.ErrnoException) => {
    throw new UsageError(
      [{ file: path, message: 'the report cannot be written', found: cause.code ?? cause.message }],
      { cause },
    );
  });
}
