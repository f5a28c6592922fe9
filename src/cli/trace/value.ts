/** A JSON value on a terminal: on one line where it fits, else a member a line; nothing is left out. */
import { columns } from '../../format/columns.ts';
import { breakWord, plain } from '../../report/plain.ts';

/** Lines of at most `width` columns. `undefined` is what is not there. */
export function valueLines(value: unknown, width: number): string[] {
  const line = valueText(value);
  if (columns(line) <= width) return [line];
  return text(value, 2)
    .split('\n')
    .flatMap((member) => broken(plain(member), width));
}

/** On one line, however long. */
export function valueText(value: unknown): string {
  return value === undefined ? 'nothing' : plain(text(value));
}

function text(value: unknown, indent?: number): string {
  return JSON.stringify(value, exact, indent) ?? 'nothing';
}

/** Integers with all their digits, and numbers that JSON has no word for. */
function exact(_name: string, value: unknown): unknown {
  if (typeof value === 'bigint') return raw(`${value}`);
  return typeof value === 'number' && !Number.isFinite(value) ? `${value}` : value;
}

/** https://tc39.es/proposal-json-parse-with-source/: Node has it, TypeScript's library does not yet. */
const { rawJSON: raw } = JSON as unknown as { readonly rawJSON: (text: string) => unknown };

function broken(line: string, width: number): string[] {
  const margin = ' '.repeat(Math.min(line.length - line.trimStart().length, Math.floor(width / 2)));
  const [first = '', ...rest] = breakWord(line.trimStart(), width - margin.length - 2);
  return [`${margin}${first}`, ...rest.map((part) => `${margin}  ${part}`)];
}
