/** `weir check`: what does the change between two revisions do to every pipeline downstream of it? */
import { access, constants } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';
import { Command, Option } from 'commander';
import { UsageError } from '../errors.ts';
import { type Begun, beginCheck } from './begin-check.ts';
import { closing } from './closing.ts';
import { exitStatus } from './exit-status.ts';
import { atLeastOne, collect, minutes, wholeNumber } from './parse-option.ts';
import { openRevisions } from './revisions.ts';
import type { Checked, CheckOptions } from './run-check.ts';

/** @param begun what was begun for it, if anything */
export function checkCommand(begun?: Begun): Command {
  return (
    new Command('check')
      .description('replay recorded traffic through base and head, and judge how the outputs move')
      .option('--repo <dir>', 'the repository', '.')
      .option('--base <rev>', 'what to compare with (default: the merge base with the default branch)')
      .option('--head <rev>', 'the change (default: the working tree)')
      .option('--trunk <rev>', 'where weir.yml and recordings are read (default: base)')
      .option(
        '--with <clone>',
        'another repository that weir.yml names, owner/name=directory; may be repeated',
        collect,
      )
      .option(
        '--consumers <clone>',
        'a repository that reads files of this one, owner/name=directory; may be repeated',
        collect,
      )
      .option('--name <name>', 'what consumers call this one, owner/name (default: by its remote origin)')
      .option('--config <file>', 'a weir.yml to judge by, instead of that of base')
      .option('--pipeline <name>', 'look at this pipeline only; may be repeated', collect)
      .option('--full', 'replay every record, even if every limit is decided before')
      .option('--attribution', 'share the impact out among the edits: which of them does how much of it')
      .option('--slices', 'search the traffic for whom the change moves something, and what tells those records apart')
      .addOption(formerName('--blame'))
      .addOption(formerName('--look'))
      .option('--max-records <n>', 'replay a random sample of at most about this many records', atLeastOne)
      .option('--timeout <minutes>', 'end a check that takes longer, with nothing judged; fractions, as 0.5', minutes)
      .option('--seed <n>', 'orders the records of a replay that stops early', wholeNumber)
      // Gives the same report, more slowly: for whoever doubts it.
      .addOption(new Option('--no-distinct').hideHelp())
      .option('--no-cache', 'read recordings anew, and keep nothing of them for the next check')
      .option('--jobs <n>', 'number of replay processes at most (default: one a core)', atLeastOne)
      .option(
        '--allow-programs',
        'run the programs that weir.yml names, of base and of head: the change is run on this machine',
      )
      .option('--deployment <url>', 'where head is deployed, for endpoints whose head is the deployment')
      .option('--verbose', 'say on stderr what is done and when: phases, processes, files read')
      .option('--json <file>', 'write the report as JSON')
      .option('--markdown <file>', 'write the report as markdown, as a check shows it')
      .option('--html <file>', 'write the report as one self-contained page')
      .addHelpText('after', closing('Exit status: 0 pass or unaffected, 1 fail, 3 inconclusive, 2 nothing was judged.'))
      .action(async (options: CheckOptions) => {
        const { report } = await check(options, begun);
        process.exitCode = exitStatus(report.verdict);
      })
  );
}

/** What `--attribution` and `--slices` were called at first: read as before, and not shown. */
function formerName(flag: string): Option {
  return new Option(flag).hideHelp();
}

/** Prints the report and writes the files that are asked for. Throws WeirErrors where nothing can be judged. */
export async function check(options: CheckOptions, begun: Begun = beginCheck()): Promise<Checked> {
  await using resources = begun.resources;
  const { ahead, stopped } = begun;
  await assertWritable([options.json, options.markdown, options.html]);
  const jobs = options.jobs ?? availableParallelism();
  // While a process starts and git is asked, the rest is loaded.
  const [revisions, { runCheck }] = await Promise.all([openRevisions(options), import('./run-check.ts')]);
  // After a signal, errors are its consequence: the process ends with the signal's status.
  return await runCheck(options, { jobs, ahead, revisions, resources }).catch(
    (error: unknown) => stopped() ?? Promise.reject(error),
  );
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
