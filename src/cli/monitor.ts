/** `weir monitor`: what of production moved, which merge did it, and how much of it is the traffic. */
import { availableParallelism } from 'node:os';
import { Command } from 'commander';
import type { RecordingConfig } from '../config/config.ts';
import { UsageError } from '../errors.ts';
import { pathOf, readAccepted } from '../monitor/accepted.ts';
import { judge, type Monitored, watch } from '../monitor/monitor.ts';
import type { Watched } from '../monitor/watched.ts';
import { nearest } from '../nearest.ts';
import { relatedFiles } from '../recordings/related.ts';
import { resolveFiles } from '../recordings/resolve.ts';
import { openRepository } from '../repository/local.ts';
import { closing } from './closing.ts';
import { historyOf } from './monitor/history.ts';
import { renderMonitor } from './monitor/render.ts';
import type { Tell } from './monitor/tell-issues.ts';
import { createPage } from './page.ts';
import { atLeastOne, collect } from './parse-option.ts';
import { storageAt } from './recording-storage.ts';
import { readOwn } from './validate.ts';
import { writeFile } from './write-file.ts';

interface Options {
  readonly repo: string;
  readonly with?: readonly string[];
  readonly pipeline?: readonly string[];
  readonly at?: string;
  readonly backtest?: string;
  readonly explain?: boolean;
  readonly production?: boolean;
  readonly jobs?: number;
  readonly json?: string;
  readonly html?: string;
  readonly issue?: boolean;
  readonly accept?: string;
}

export function monitorCommand(): Command {
  return new Command('monitor')
    .description('say what of production moved by week, which merge did it, and how much of it is the traffic')
    .option('--repo <dir>', 'the repository', '.')
    .option('--pipeline <name>', 'look at this pipeline only; may be repeated', collect)
    .option('--with <repository=dir>', 'a clone of a repository whose files weir.yml names; may be repeated', collect)
    .option('--at <date>', 'as if it were this day: only weeks that were over then')
    .option('--backtest <weeks>', 'what would have been found in so many weeks, as 26w')
    .option('--explain', 'split every output that is watched, and say what came of every merge, not only what moved')
    .option('--production', 'say only which commit production runs')
    .option('--jobs <n>', 'number of replay processes (default: one a core)', atLeastOne)
    .option('--json <file>', 'write what was found as JSON')
    .option('--accept <reason>', 'write what is now as the baseline, for a pull request')
    .option('--html <file>', 'write a page: outputs by week, merges, the split, findings')
    .option('--issue', 'keep an issue on GitHub for each pipeline and cause; in a workflow with issues: write')
    .addHelpText(
      'after',
      closing('Exit status: 0 quiet, 1 a finding is open, 3 too few weeks to tell, 2 nothing was watched.'),
    )
    .action(monitor);
}

/** What is found may be open in one pipeline while another has too little to tell. */
const STATUS = { quiet: 0, open: 1, 'too little': 3 } as const;

/** Throws WeirErrors. */
async function monitor(options: Options): Promise<void> {
  if (options.issue && options.backtest !== undefined)
    throw new UsageError([{ message: '--issue tells what is open now, and --backtest what would have been' }]);
  const tell = options.issue ? await issuesAt(process.env) : undefined;
  const looks = options.backtest === undefined ? undefined : weeksIn(options.backtest);
  const at = options.at === undefined ? undefined : dayIn(options.at);
  const watched = await watchAll(options, at);
  if (options.accept !== undefined) {
    const { acceptAll } = await import('./monitor/accept.ts');
    process.stdout.write(await acceptAll(watched, options.accept, options.repo, createPage(process.stdout)));
    return;
  }
  const all = watched.map((one) => judge(one, looks));
  const page = createPage(process.stdout);
  process.stdout.write(renderMonitor(all, page, options));
  if (options.json !== undefined)
    await writeFile(
      options.json,
      `${JSON.stringify({ version: 1, pipelines: all.map(plainly) }, undefined, 2)}\n`,
      'what was found',
    );
  if (options.html !== undefined) {
    const { renderPage } = await import('./monitor/page/page.ts');
    await writeFile(options.html, renderPage(all), 'the page');
  }
  if (tell) process.stdout.write(await tell(all, page));
  const found = all.map(({ status }) => STATUS[status]);
  process.exitCode = found.includes(1) ? 1 : Math.max(0, ...found);
}

/** What is missing is said before anything is replayed. */
async function issuesAt(env: NodeJS.ProcessEnv): Promise<Tell> {
  const { ensureProbot } = await import('../github/probot.ts');
  await ensureProbot('weir monitor --issue needs');
  const { tellIssues } = await import('./monitor/tell-issues.ts');
  return tellIssues(env);
}

/** Of the pipelines whose recording has times. */
export async function watchAll(
  { repo, pipeline: names, jobs, with: given }: Pick<Options, 'repo' | 'pipeline' | 'jobs' | 'with'>,
  at?: string,
): Promise<Watched[]> {
  await using resources = new AsyncDisposableStack();
  const repository = resources.use(await openRepository(repo));
  const worktree = await repository.worktree();
  const config = await readOwn(worktree);
  const storage = storageAt(repository, worktree, resources);
  const history = historyOf(repository, given, resources);
  const all: Watched[] = [];
  for (const pipeline of pick(config.pipelines, names)) {
    const { recording } = pipeline;
    if (recording.time === undefined) {
      if (names === undefined) continue;
      const message = `${pipeline.name} cannot be watched: its recording has no times`;
      throw new UsageError([
        { file: config.path, line: recording.range.line, column: recording.range.column, message, expected: 'time' },
      ]);
    }
    await history.assertThere(worktree, config, pipeline);
    const filesOf = (one: RecordingConfig) => resolveFiles(one, storage, config.path);
    const files = await resolveFiles(recording, storage, config.path, 'counts');
    const related = await relatedFiles(pipeline, filesOf);
    const means = {
      files,
      ...(related && { related }),
      keep: storage.keep,
      replay: { jobs: jobs ?? availableParallelism(), full: true, seed: 1 },
    };
    const text = await worktree.read(pathOf(pipeline.name));
    const accepted = text === undefined ? undefined : readAccepted(text, pipeline.name);
    all.push(await watch(pipeline, history, means, { ...(at !== undefined && { at }), ...(accepted && { accepted }) }));
  }
  if (all.length > 0) return all;
  throw new UsageError([
    {
      file: config.path,
      message: 'no pipeline has a recording with times, so none can be watched',
      expected: 'time, in a recording',
    },
  ]);
}

function pick<P extends { readonly name: string }>(
  pipelines: readonly P[],
  names: readonly string[] | undefined,
): readonly P[] {
  const known = pipelines.map(({ name }) => name);
  const unknown = (names ?? []).filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new UsageError(
      unknown.map((name) => ({
        message: `no pipeline is called "${name}"`,
        expected: `one of ${known.join(', ')}`,
        nearest: nearest(name, known),
      })),
    );
  return names === undefined ? pipelines : pipelines.filter(({ name }) => names.includes(name));
}

function weeksIn(text: string): number {
  const weeks = /^([1-9]\d{0,2})w$/.exec(text)?.[1];
  if (weeks === undefined)
    throw new UsageError([{ message: 'not a number of weeks', found: text, expected: 'such as 26w' }]);
  return Number(weeks);
}

function dayIn(text: string): string {
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || Number.isNaN(Date.parse(text)))
    throw new UsageError([{ message: 'not a day', found: text, expected: 'such as 2001-05-14' }]);
  return text;
}

/** As JSON has it. */
function plainly({ rule, ...monitored }: Monitored): unknown {
  const { limits, retrain, ...rest } = rule;
  const success = retrain && { retrain: { ...retrain, success: Object.fromEntries(retrain.success) } };
  return { ...monitored, rule: { ...rest, limits: Object.fromEntries(limits), ...success } };
}
