/** The program `weir`: one file a command beside this one. Errors that the user can mend go to stderr; exit status 2. */
import { Command, CommanderError } from 'commander';
import { isFullDisk, UsageError, WeirError } from '../errors.ts';
import { version } from '../version.ts';
import type { Begun } from './begin-check.ts';
import { NOT_JUDGED } from './exit-status.ts';

/** Each is loaded when it is asked for: what the others need takes a moment. */
const commands: Readonly<Record<string, (begun?: Begun) => Promise<Command>>> = {
  check: async (begun) => (await import('./check.ts')).checkCommand(begun),
  trace: async () => (await import('./trace.ts')).traceCommand(),
  validate: async () => (await import('./validate.ts')).validateCommand(),
  init: async () => (await import('./init.ts')).initCommand(),
  traffic: async () => (await import('./traffic.ts')).trafficCommand(),
  record: async () => (await import('./record.ts')).recordCommand(),
  import: async () => (await import('./import.ts')).importCommand(),
  diff: async () => (await import('./diff.ts')).diffCommand(),
  eval: async () => (await import('./eval.ts')).evalCommand(),
  graph: async () => (await import('./graph.ts')).graphCommand(),
  limits: async () => (await import('./limits.ts')).limitsCommand(),
  'plan-monitor': async () => (await import('./plan-monitor.ts')).planMonitorCommand(),
  monitor: async () => (await import('./monitor.ts')).monitorCommand(),
  app: async () => (await import('./app.ts')).appCommand(),
  worker: async () => (await import('./worker.ts')).workerCommand(),
  action: async () => (await import('./action.ts')).actionCommand(),
};

/**
 * Runs the command that the arguments name (as in `process.argv`). Returns the exit status.
 * @param begun what was begun for a check
 */
export async function run(argv: readonly string[], begun?: Begun): Promise<number> {
  const program = new Command('weir')
    .description('Says how far the outputs of downstream pipelines move, before a change is merged.')
    .version(version)
    .showHelpAfterError('(weir --help lists the commands)');
  for (const load of loads(argv[2])) program.addCommand(await load(begun));
  for (const command of [program, ...program.commands]) command.exitOverride();
  try {
    assertSomewhere();
    await program.parseAsync(argv);
    return Number(process.exitCode ?? 0);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : NOT_JUDGED;
    // One that knows what it could not write says more.
    const isUnsaid = !(error instanceof WeirError) && isFullDisk(error);
    const known = isUnsaid ? (await import('./full-disk.ts')).fullDisk(error) : error;
    if (known instanceof WeirError) {
      // Lays text out for a terminal, which takes a moment to load and is rarely needed.
      const { printProblems } = await import('./problems.ts');
      printProblems(known);
    } else {
      console.error(error);
      console.error('\nThis is a bug in Weir. Please report it with the text above.');
    }
    return NOT_JUDGED;
  }
}

/** Throws a UsageError where the working directory was deleted, or moved away, under the shell that stands in it. */
function assertSomewhere(): void {
  try {
    process.cwd();
  } catch (cause) {
    const message = 'the working directory is not there any more';
    throw new UsageError([{ message, expected: 'a directory: cd to one' }], { cause });
  }
}

/** All of them for the help, and for what is none, since the nearest is told. */
function loads(word = ''): readonly ((begun?: Begun) => Promise<Command>)[] {
  if (word === '-V' || word === '--version') return [];
  const asked = commands[word];
  return asked ? [asked] : Object.values(commands);
}
