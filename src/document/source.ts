/**
 * A YAML or JSON text together with where each of its values stands. weir.yml and every governed file are read
 * through here, so that each error and each edit has a line.
 */
import { extname } from 'node:path';
import { isAboutStack, messageOf, type Problem, ranOutOfStack, WeirError } from '../errors.ts';
import { withoutComments } from './json-comments.ts';
import { jsonMistake } from './json-mistake.ts';
import { locateJson } from './json-places.ts';
import { MOST_LEVELS, tooDeep, tooManyBrackets } from './levels.ts';
import { loadNow } from './load-now.ts';
import { type Duplicate, duplicateAt, type Locate, lineIndex, type Span } from './places.ts';
import { pointerTokens } from './pointer.ts';
import { rememberBig } from './remember-big.ts';
import type { ReadYaml, YamlDoubt } from './yaml-document.ts';
import { YAML_OPTIONS } from './yaml-options.ts';
import { readQuickly } from './yaml-quick.ts';

/** Lines and columns count from 1; the end is the last character's, inclusive. */
export interface Range {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface Source {
  readonly file: string;
  readonly value: unknown;
  /** Where the value at the pointer stands (its key included, if it has one); the nearest ancestor where it is absent. */
  range(pointer: string): Range;
  /** Where the key that the pointer ends in stands; the value's range for items of lists. */
  keyRange(pointer: string): Range;
  /** Where the value at the pointer stands, without its key; the nearest ancestor where it is absent. */
  valueRange(pointer: string): Range;
  /** The value at the pointer as it is written, for numbers with more digits than a double holds. */
  text(pointer: string): string;
  /** What is written at the pointer where other readers of YAML make something else of it than the value: `NO`, a date. */
  written(pointer: string): string | undefined;
  /** The same of the key that the pointer ends in: `on`. */
  keyWritten(pointer: string): string | undefined;
  /** Whether there is any such value or key. */
  readonly isSpelt: boolean;
  /** Each key that stands twice in one object, of which the last counts. */
  duplicates(): readonly Problem[];
  /** Scalars that PyYAML and other readers of YAML 1.1 take for something else, in the order of the file. */
  readonly doubts: readonly Doubt[];
}

export interface Doubt {
  readonly line: number;
  readonly column: number;
  /** `NO` */
  readonly written: string;
  /** What it is there, as JSON: `false`. */
  readonly elsewhere: string;
}

type Failure = new (problems: readonly Problem[], options?: ErrorOptions) => WeirError;

/** What a parser finds: the value, where its parts stand, and every mistake with its offset. */
interface Parsed {
  readonly value: unknown;
  readonly locate: Locate;
  readonly mistakes: readonly {
    readonly offset: number;
    readonly message: string;
    readonly found?: string;
    readonly expected?: string;
  }[];
  /** Keys that stand twice in one object. */
  readonly duplicates: () => readonly Duplicate[];
  readonly doubts?: readonly YamlDoubt[];
  readonly isSpelt?: boolean;
}

/**
 * Parses by extension: `.json` strictly as JSON, `.avsc` as JSON with comments, anything else as YAML 1.2 (of which JSON is a part), or 1.1 where the
 * file begins with `%YAML 1.1`. The value is JSON, with NaN and the infinities.
 * Throws a `Fail` with every syntax error, duplicate key, over-used anchor and value that is no JSON, at their lines, and
 * where it nests deeper than `MOST_LEVELS`.
 * @param repeated a key that stands twice in one object is a mistake, or the last of them counts
 */
export function parseSource(
  written: string,
  file: string,
  Fail: Failure = WeirError,
  repeated: 'mistake' | 'last-counts' = 'mistake',
): Source {
  // A line may also end in a carriage return alone (YAML 1.2.2, 5.4), which the parsers do not know.
  const text = written.includes('\r') ? written.replace(/\r(?!\n)/g, '\n') : written;
  const place = lineIndex(text);
  const parsed = parserFor(file)(text);
  const { value, locate, doubts = [], isSpelt = false } = parsed;
  const toProblem = ({ offset, ...mistake }: Parsed['mistakes'][number]) => ({ file, ...place(offset), ...mistake });
  const duplicates = () => parsed.duplicates().map(({ offset, message }) => toProblem({ offset, message }));
  const mistakes = [...parsed.mistakes.map(toProblem), ...(repeated === 'mistake' ? duplicates() : [])];
  if (mistakes.length > 0) throw new Fail(mistakes.sort((a, b) => a.line - b.line || a.column - b.column));

  function find(pointer: string): { value: Span; key: Span } {
    const found = locate(pointerTokens(pointer));
    return { value: found.value, key: found.key ?? found.value };
  }

  function toRange([start]: Span, [, end]: Span): Range {
    const first = place(start);
    const last = place(Math.max(start, end - 1));
    return { line: first.line, column: first.column, endLine: last.line, endColumn: last.column };
  }

  return {
    file,
    value,
    range(pointer) {
      const { key, value } = find(pointer);
      return toRange(key, value);
    },
    keyRange(pointer) {
      const { key } = find(pointer);
      return toRange(key, key);
    },
    valueRange(pointer) {
      const { value } = find(pointer);
      return toRange(value, value);
    },
    text(pointer) {
      const { value, content = value } = locate(pointerTokens(pointer));
      return text.slice(...content);
    },
    isSpelt,
    written: (pointer) => (isSpelt ? locate(pointerTokens(pointer)).written : undefined),
    keyWritten: (pointer) => (isSpelt ? locate(pointerTokens(pointer)).keyWritten : undefined),
    duplicates,
    doubts: doubts.map(({ offset, ...doubt }) => ({ ...place(offset), ...doubt })),
  };
}

function parserFor(file: string): (text: string) => Parsed {
  const ending = extname(file);
  if (ending === '.avsc') return (text) => parseJson(withoutComments(text));
  return ending === '.json' ? parseJson : parseYaml;
}

const parseJson = rememberBig((text): Parsed => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return unread([jsonMistake(text, error)]);
  }
  const { locate, duplicates } = locateJson(text, value);
  const way = tooDeep(value, MOST_LEVELS);
  if (way) return unread([tooDeepAt(locate(way).value[0])]);
  return { value, locate, mistakes: [], duplicates: () => duplicates().map(([offset]) => duplicateAt(offset)) };
});

const parseYaml = rememberBig((text): Parsed => {
  try {
    const quick = readQuickly(text);
    if (quick) return parsed(quick);
    const { parseDocument, readYaml } = loadNow<typeof import('./yaml-parser.ts')>('document/yaml-parser');
    const document = parseDocument(text, YAML_OPTIONS);
    const errors = document.errors.map(({ pos, message }) => ({ offset: pos[0], message }));
    // The parser recurses along a document, and takes its own running out of stack for a mistake.
    if (errors.some(({ message }) => isAboutStack(message))) return unread([tooDeepAt(deepPlace(text))]);
    if (errors.length > 0) return unread(errors);
    return parsed(readYaml(document, text));
  } catch (error) {
    if (ranOutOfStack(error)) return unread([tooDeepAt(deepPlace(text))]);
    return unread([{ offset: 0, message: `not usable as YAML: ${messageOf(error)}` }]);
  }
});

function parsed({ mistakes: found, ...read }: ReadYaml): Parsed {
  const duplicates = found.filter((mistake): mistake is Duplicate => mistake.isDuplicate === true);
  const mistakes = found.filter(({ isDuplicate }) => !isDuplicate);
  // What aliases make of a refused file may be endless.
  const way = mistakes.length > 0 ? undefined : tooDeep(read.value, MOST_LEVELS);
  if (way) return unread([tooDeepAt(read.locate(way).value[0])]);
  return { ...read, mistakes, duplicates: () => duplicates };
}

/** Where a text that ran out of stack is too deep, by its brackets or its indentation: wherever it ran out. */
function deepPlace(text: string): number {
  return tooManyBrackets(text) ?? Math.max(0, text.search(INDENTED));
}

const INDENTED = new RegExp(`^[ ?:-]{${MOST_LEVELS}}`, 'm');

function tooDeepAt(offset: number): Parsed['mistakes'][number] {
  return { offset, message: 'nested too deeply', expected: `at most ${MOST_LEVELS} levels` };
}

function unread(mistakes: Parsed['mistakes']): Parsed {
  return { value: undefined, locate: () => ({ value: [0, 0] }), mistakes, duplicates: () => [] };
}
