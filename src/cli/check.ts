/** `weir check`: what does the change between two revisions do to every pipeline downstream of it? */
import { access, constants, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';
import { styleText } from 'node:util';
import { Command } from 'commander';
import { assess, type Question } from '../assess.ts';
import { locating, UsageError } from '../errors.ts';
import { HeadStart } from '../replay/head-start.ts';
import { BUDGET } from '../replay/replay.ts';
import type { Report } from '../report/report.generated.ts';
import type { Snapshot } from '../repository/snapshot.ts';
import { commandFor, sourcesOf } from '../reproduce.ts';
import { exitStatus } from './exit-status.ts';
import { atLeastOne, collect, wholeNumber } from './parse-option.ts';
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

export function checkCommand(): Command {
  return new Command('check')
    .description('replay recorded traffic through base and head, and judge how the outputs move')
    .option('--repo <dir>', 'the repository', '.')
    .option('--base <rev>', 'what to compare with (default: the merge base with the default branch)')
    .option('--head <rev>', 'the change (default: the working tree)')
    .option('--trunk <rev>', 'where weir.yml and recordings are read (default: base)')
    .option('--config <file>', 'a weir.yml to judge by, instead of that of base')
    .option('--pipeline <name>', 'look at this pipeline only; may be repeated', collect)
    .option('--full', 'replay every record, even if every limit is decided before')
    .option('--blame', 'share the impact out among the edits: which of them does how much of it')
    .option('--look', 'search the traffic for whom the change moves something, and for what tells those records apart')
    .option('--max-records <n>', 'replay a random sample of at most about this many records', atLeastOne)
    .option('--seed <n>', 'orders the records of a replay that stops early', wholeNumber)
    .option('--jobs <n>', 'number of replay processes (default: one a core)', atLeastOne)
    .option('--json <file>', 'write the report as JSON')
    .option('--markdown <file>', 'write the report as markdown, as a check shows it')
    .option('--html <file>', 'write the report as one self-contained page')
    .addHelpText('after', '\nExit status: 0 pass or unaffected, 1 fail, 3 inconclusive, 2 nothing was judged.')
    .action(async (options: CheckOptions) => {
      const { report } = await check(options);
      process.exitCode = exitStatus(report.verdict);
    });
}

export interface Checked {
  readonly report: Report;
  /** What the weir.yml that judged makes of an inconclusive verdict. */
  readonly inconclusive: 'block' | 'allow';
}

/** Starting one takes 7 ms, which most checks would wait for in vain if there were many. */
const MOST_AHEAD = 2;

/** Prints the report and writes the files that are asked for. Throws WeirErrors where nothing can be judged. */
export async function check(options: CheckOptions): Promise<Checked> {
  await assertWritable([options.json, options.markdown, options.html]);
  const jobs = options.jobs ?? availableParallelism();
  await using resources = new AsyncDisposableStack();
  onStop(async () => resources.disposeAsync());
  const ahead = resources.use(new HeadStart(Math.min(jobs, MOST_AHEAD), BUDGET));
  const workspace = resources.use(await openWorkspace(options));
  const { base, head, trunk, judging, pipelines } = workspace;
  const screen = openScreen();
  const question: Question = {
    judging,
    trunk,
    pipelines,
    renames: () => workspace.renames(),
    recording: (recording) => workspace.recording(recording),
    replay: {
      jobs,
      ahead,
      full: options.full ?? false,
      maxRecords: options.maxRecords,
      seed: options.seed ?? workspace.seed,
      progress: (label, done, total) => void screen.then(({ progress }) => progress.update({ label, done, total })),
    },
    look: () => options.look ?? false,
    blame: () => options.blame ?? false,
  };
  const weirYml = new Map([[judging.config.path, judging.config.text]]);
  const report = await locating(weirYml, undefined, () => assess(base, head, question)).finally(async () =>
    (await screen).progress.finish(),
  );
  report.command = commandFor(report, trunk, options);
  const { renderTerminal } = await screen;
  process.stdout.write(renderTerminal(report, { colour: wantsColour(), width: process.stdout.columns ?? 80 }));
  await writeReports(report, options, base, head);
  return { report, inconclusive: judging.config.inconclusive };
}

/** What draws on the terminal; it takes a moment to load, in which the replay processes start. */
async function openScreen() {
  const [{ createProgress }, { renderTerminal }] = await Promise.all([
    import('../report/progress.ts'),
    import('../report/terminal.ts'),
  ]);
  return { progress: createProgress(process.stderr, () => performance.now()), renderTerminal };
}

/** Copies of recordings are removed even if someone loses patience; replay processes end with their starter. */
function onStop(clean: () => Promise<void>): void {
  for (const [signal, status] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    process.once(signal, () => void clean().finally(() => process.exit(status)));
  }
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

/** Before minutes are spent on a report that then cannot be kept. */
async function assertWritable(paths: readonly (string | undefined)[]): Promise<void> {
  for (const path of paths) {
    if (path === undefined) continue;
    if (path === '-')
      throw new UsageError([{ message: 'reports are written to files', found: '-', expected: 'a path' }]);
    await access(dirname(path), constants.W_OK).catch((cause: NodeJS.ErrnoException) => {
      const message = 'the report cannot be written: its folder is not there or not writable';
      throw new UsageError([{ file: path, message, found: cause.code }], { cause });
    });
  }
}

async function write(path: string, text: string): Promise<void> {
  await writeFile(path, text).catch((cause: NodeJS.ErrnoException) => {
    throw new UsageError(
      [{ file: path, message: 'the report cannot be written', found: cause.code ?? cause.message }],
      { cause },
    );
  });
}
