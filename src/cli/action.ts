/** `weir action`: `weir check` as a step of a GitHub workflow, and told in a workflow's ways. action.yml calls it. */
import { appendFile, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { renderProblems } from '../config/explain.ts';
import { formatProblem, type Problem, WeirError } from '../errors.ts';
import { annotateEdits } from '../github/check/annotations.ts';
import { problemBlock } from '../github/check/problems.ts';
import { text } from '../report/markdown/escape.ts';
import { allowedNote } from '../report/markdown/next-steps.ts';
import { plain } from '../report/plain.ts';
import type { Report, Verdict } from '../report/report.generated.ts';
import { readEvent } from './action/event.ts';
import { readInputs } from './action/inputs.ts';
import { findRevisions } from './action/revisions.ts';
import { annotationCommands, muteCommands, type Note } from './action/workflow-commands.ts';
import { check } from './check.ts';
import { exitStatus, NOT_JUDGED } from './exit-status.ts';

/** What the step comes to. */
interface Ending {
  readonly verdict: Verdict | 'error';
  readonly status: number;
  readonly notes: readonly Note[];
  /** Markdown. */
  readonly summary: string;
}

interface Files {
  readonly json: string;
  readonly html: string;
}

export function actionCommand(): Command {
  return new Command('action')
    .description('weir check as a step of a GitHub workflow; action.yml calls it')
    .action(() => action(process.env));
}

async function action(env: NodeJS.ProcessEnv): Promise<void> {
  const folder = await mkdtemp(join(env.RUNNER_TEMP ?? tmpdir(), 'weir-'));
  const files: Files = { json: join(folder, 'report.json'), html: join(folder, 'report.html') };
  const mute = muteCommands();
  process.stdout.write(mute.begin);
  const ending = await judge(env, files);
  // Not after a bug, whose text nobody has looked at: the runner stays deaf until the step has ended.
  process.stdout.write(`${mute.end}${annotationCommands(ending.notes)}`);
  await append(env.GITHUB_STEP_SUMMARY, ending.summary);
  await append(env.GITHUB_OUTPUT, outputs(ending, files));
  process.exitCode = ending.status;
}

async function judge(env: NodeJS.ProcessEnv, files: Files): Promise<Ending> {
  try {
    const inputs = readInputs(env);
    const { revisions, said, notes } = await findRevisions(await readEvent(env), inputs);
    process.stdout.write(`${said}\n`);
    const ending = await checked({ ...inputs, ...revisions, ...files, way: 'action' });
    return { ...ending, notes: [...notes, ...ending.notes], summary: summaryOf(said, notes, ending.summary) };
  } catch (error) {
    if (!(error instanceof WeirError)) throw error;
    return notJudged(error.problems);
  }
}

/** What was compared stands below; what a reader would not expect of it above all else. */
function summaryOf(said: string, notes: readonly Note[], report: string): string {
  const warnings = notes.map(({ message }) => `> [!NOTE]\n> ${text(plain(message))}`);
  return [...warnings, report.trimEnd(), `<sub>${text(plain(said))}</sub>\n`].join('\n\n');
}

async function checked(options: Parameters<typeof check>[0]): Promise<Ending> {
  const { report, inconclusive } = await check(options);
  const { renderMarkdown } = await import('../report/markdown.ts');
  const ending = {
    verdict: report.verdict,
    status: exitStatus(report.verdict),
    notes: notesOn(report),
    summary: renderMarkdown(report, { way: 'action' }),
  };
  if (report.verdict !== 'inconclusive' || inconclusive === 'block') return ending;
  // The App lets such a change pass as well; `weir check` by itself says what it found and leaves the rest to its caller.
  const message = 'weir.yml lets through what cannot be judged (inconclusive: allow). This is not a pass.';
  const note: Note = { level: 'warning', title: 'weir: inconclusive', message };
  const summary = `${allowedNote(report, inconclusive)}\n\n${ending.summary}`;
  return { ...ending, status: 0, notes: [note, ...ending.notes], summary };
}

function notJudged(problems: readonly Problem[]): Ending {
  process.stdout.write(`${renderProblems(problems)}\n`);
  return {
    verdict: 'error',
    status: NOT_JUDGED,
    notes: problems.map(problemNote),
    summary: `**✖ error** – nothing was judged\n\n${problemBlock(problems)}\n`,
  };
}

/** As the App annotates, the worst first; on a file that head lacks, too: such a note stands on the run's page. */
function notesOn(report: Report): readonly Note[] {
  return annotateEdits(report, new Set(report.edits.map(({ artifact }) => artifact))).annotations;
}

/** Lines of base's files are not those that the page shows. */
function problemNote(problem: Problem): Note {
  const { side, file, line } = problem;
  const place = side === 'base' ? {} : { path: file, start: line, end: line };
  return { level: 'failure', title: 'weir: nothing was judged', message: plain(formatProblem(problem)), ...place };
}

function outputs({ verdict }: Ending, { json, html }: Files): string {
  const reports = verdict === 'error' ? [] : [`report=${json}`, `html=${html}`];
  return [`verdict=${verdict}`, ...reports, ''].join('\n');
}

/** Runners name these files; elsewhere there are none. */
async function append(path: string | undefined, text: string): Promise<void> {
  if (path) await appendFile(path, text);
}
