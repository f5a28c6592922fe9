/** What the library says of a file that it does not read, in a place: it names lines of words, and full names of the rest. */
import { placeAt } from '../../../document/place-at.ts';
import type { Problem } from '../../../errors.ts';
import type { Declared, Scan } from './scan.ts';

export function toProblem(error: unknown, source: string, file: string, found: Scan | undefined): Problem {
  const said = error instanceof Error ? error.message : String(error);
  if (said === 'max depth exceeded') {
    return { file, ...deepest(source), message: 'nested too deeply', expected: `at most ${DEEPEST} levels` };
  }
  const [, place = '1'] = /\((?:.*, )?line (\d+)\)$/s.exec(said) ?? [];
  const message = said.replace(/ \([^(]*line \d+\)$/, '');
  const [, what, word = '', , expected] = /^illegal (\w[\w ]*) '(.*?)'(, '(.*)' expected)?$/s.exec(message) ?? [];
  if (what !== undefined) {
    return { file, ...placeOf(source, Number(place), word), ...unexpected(what, word), ...(expected && { expected }) };
  }
  const [, unended] = /^illegal (comment|string)$/.exec(message) ?? [];
  if (unended) return { file, line: Number(place), column: 1, message: `a ${unended} that does not end` };
  const declared = declaredIn(message, found?.declared ?? []);
  const at = declared
    ? { line: declared.range.line, column: declared.range.column }
    : { line: Number(place), column: 1 };
  return {
    file,
    ...at,
    message: message.replace(/^(duplicate )?id /, '$1number ').replace(/ in (Type|Enum) \.?/, ' in '),
  };
}

function unexpected(what: string, word: string): Pick<Problem, 'message' | 'found'> {
  if (word === 'null' || what === 'end of input') return { message: 'the file ends in the middle of a declaration' };
  return { message: what === 'token' ? 'no valid Protobuf' : `no valid ${what}`, found: brief(word) };
}

function brief(word: string): string {
  return word.length > 40 ? `${word.slice(0, 39)}…` : word;
}

/** The last of that name or number in what the message names, else that itself. */
function declaredIn(message: string, declared: readonly Declared[]): Declared | undefined {
  const [, scope = ''] = / in (?:\w+ )?\.?([\w.]+)$/.exec(message) ?? [];
  const [, name] = /'(\w+)'/.exec(message) ?? [];
  const [, number] = /id (\d+)/.exec(message) ?? [];
  const inside = declared.filter((one) => one.scope === scope);
  return (
    inside.findLast((one) => one.name === `${scope}.${name}` || (number && Number(one.number) === Number(number))) ??
    declared.find((one) => one.name === scope)
  );
}

function placeOf(source: string, line: number, word: string): Pick<Problem, 'line' | 'column'> {
  const lines = source.split('\n');
  const last = Math.min(line, lines.length);
  return { line: last, column: Math.max(0, lines[last - 1]?.indexOf(word) ?? 0) + 1 };
}

/** As deep as protoc goes. */
const DEEPEST = 32;

/** Where the brackets that nobody counts any more begin. */
function deepest(source: string): Pick<Problem, 'line' | 'column'> {
  let depth = 0;
  for (let at = 0; at < source.length; at++) {
    const character = source.charAt(at);
    depth += character === '{' ? 1 : character === '}' ? -1 : 0;
    if (depth > DEEPEST) return placeAt(source, at);
  }
  return { line: 1, column: 1 };
}
