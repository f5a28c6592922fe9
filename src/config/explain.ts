/** Prints problems the way a good compiler does: the place, the line itself, a caret, and what would be right. */
import { formatPlace, type Problem } from '../errors.ts';
import { columns } from '../format/columns.ts';

/** Columns of a source line that are shown; longer lines are cut around the caret. */
const window = 100;

/**
 * Each problem as `file:line:column: message`, its source line with a caret below, and what was found, expected and
 * probably meant; a blank line between two problems. Plain text without a final newline. A problem that does not bring
 * its line is named without it.
 */
export function renderProblems(problems: readonly Problem[]): string {
  return problems.map(renderProblem).join('\n\n');
}

function renderProblem(problem: Problem): string {
  const { line, column, message, text, found, expected, nearest } = problem;
  const place = formatPlace(problem);
  const excerpt = text !== undefined && line !== undefined ? renderLine(text, line, column) : [];
  const details = [
    found && `found:    ${found}`,
    expected && `expected: ${expected}`,
    nearest && `did you mean ${nearest}?`,
  ].filter((detail) => detail !== undefined && detail !== '');
  return [place === '' ? message : `${place}: ${message}`, ...excerpt, ...details.map((detail) => `  ${detail}`)].join(
    '\n',
  );
}

function renderLine(text: string, line: number, column: number | undefined): string[] {
  const gutter = String(line);
  const margin = ' '.repeat(gutter.length);
  if (column === undefined) return [`  ${gutter} | ${printable(text)}`];
  const from = column - 1 > window * 0.75 ? column - 1 - window / 2 : 0;
  const lead = from > 0 ? '…' : '';
  const tail = text.length > from + window ? '…' : '';
  const before = lead + printable(text.slice(from, column - 1));
  const after = printable(text.slice(column - 1, from + window)) + tail;
  return [`  ${gutter} | ${before}${after}`, `  ${margin} | ${' '.repeat(columns(before))}^`];
}

/** A tab is as wide as the terminal likes, and other control characters may steer it; both would misplace the caret. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ');
}
