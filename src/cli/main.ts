#!/usr/bin/env node
/** The program `weir`: one file a command beside this one. Errors that the user can mend go to stderr; exit status 2. */
import { Command, CommanderError } from 'commander';
import { WeirError } from '../errors.ts';
import { version } from '../version.ts';
import { checkCommand } from './check.ts';
import { NOT_JUDGED } from './exit-status.ts';
import { initCommand } from './init.ts';
import { printProblems } from './problems.ts';
import { validateCommand } from './validate.ts';

const program = new Command('weir')
  .description('Says how far the outputs of downstream pipelines move, before a change is merged.')
  .version(version)
  .showHelpAfterError('(weir --help lists the commands)')
  .addCommand(checkCommand())
  .addCommand(validateCommand())
  .addCommand(initCommand());

for (const command of [program, ...program.commands]) command.exitOverride();

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : NOT_JUDGED;
  else if (error instanceof WeirError) {
    printProblems(error);
    process.exitCode = NOT_JUDGED;
  } else {
    console.error(error);
    console.error('\nThis is a bug in Weir. Please report it with the text above.');
    process.exitCode = NOT_JUDGED;
  }
}
