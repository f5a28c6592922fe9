/** Prints what the user has to mend, with the line that is wrong, as a compiler does. */
import { styleText } from 'node:util';
import { renderProblems } from '../config/explain.ts';
import type { WeirError } from '../errors.ts';

export function printProblems({ problems }: WeirError): void {
  const heading = problems.length === 1 ? 'error' : `${problems.length} errors`;
  console.error(`${styleText('red', heading, { stream: process.stderr })}\n${renderProblems(problems)}`);
}
