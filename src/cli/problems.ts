/** Prints what the user has to mend, with the line that is wrong, as a compiler does. */
import { readFile } from 'node:fs/promises';
import { styleText } from 'node:util';
import { renderProblems } from '../config/explain.ts';
import type { WeirError } from '../errors.ts';

/** Lines come from the working directory; where it holds another version, only the place is printed. */
export async function printProblems(error: WeirError): Promise<void> {
  const files = [...new Set(error.problems.flatMap(({ file }) => (file === undefined ? [] : [file])))];
  const sources = new Map<string, string>();
  for (const file of files) {
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text !== undefined && text.length < 1_000_000) sources.set(file, text);
  }
  const count = error.problems.length;
  const heading = styleText('red', count === 1 ? 'error' : `${count} errors`, { stream: process.stderr });
  console.error(`${heading}\n${renderProblems(error.problems, sources)}`);
}
