/**
 * Cells of inputs: a small part of FEEL's unary tests (DMN 1.5, 10.3.2.7), parsed once and compiled to functions. What they
 * accept is known as data as well, so that rows can be compared with each other.
 */

/** One test of a cell. */
export type Test =
  | { readonly kind: 'equal'; readonly value: string | number | boolean | null }
  | {
      readonly kind: 'range';
      readonly low: Bound | undefined;
      readonly high: Bound | undefined;
    };

export interface Bound {
  readonly value: string | number;
  readonly included: boolean;
}

export interface CellTest {
  /** As it is written, with its blanks in order. */
  readonly text: string;
  /** Accepts everything: `-`. */
  readonly isAny: boolean;
  /** One of them has to hold, or none where `negated`. */
  readonly tests: readonly Test[];
  readonly negated: boolean;
  /** Whether it accepts a value; nothing at all counts as null. */
  readonly accepts: (value: unknown) => boolean;
}

/** What is wrong with a cell. */
export class CellError extends Error {
  readonly expected: string;

  constructor(message: string, expected: string) {
    super(message);
    this.expected = expected;
  }
}

export const ANY: CellTest = { text: '-', isAny: true, tests: [], negated: false, accepts: () => true };

/** Throws CellError. */
export function parseCell(written: string): CellTest {
  const text = written.trim();
  if (text === '' || text === '-') return ANY;
  const inner = /^not\s*\((.*)\)$/s.exec(text)?.[1];
  return cellOf(text, splitList(inner ?? text).map(parseTest), inner !== undefined);
}

/** Of a value of YAML or JSON that is no text: it is meant as it is. */
export function cellOfValue(value: number | boolean | null): CellTest {
  return cellOf(String(value), [{ kind: 'equal', value }], false);
}

/** One of several cells has to accept. Throws CellError where one of them is negated. */
export function oneOf(cells: readonly CellTest[]): CellTest {
  if (cells.some(({ isAny }) => isAny)) return ANY;
  if (cells.some(({ negated }) => negated)) throw new CellError('not(…) in a list', 'not(a, b) alone');
  return cellOf(
    cells.map(({ text }) => text).join(', '),
    cells.flatMap(({ tests }) => tests),
    false,
  );
}

function cellOf(text: string, tests: readonly Test[], negated: boolean): CellTest {
  return { text, isAny: false, tests, negated, accepts: compileTests(tests, negated) };
}

/** At commas that stand in no text and no brackets. Throws CellError. */
function splitList(text: string): string[] {
  const parts: string[] = [];
  let part = '';
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|,|[^",]+|"/gs)) {
    if (token === '"') throw new CellError('a text without its closing quote', 'one more "');
    if (token === ',') {
      parts.push(part);
      part = '';
    } else part += token;
  }
  return [...parts, part].map((one) => one.trim());
}

const COMPARISON = /^(<=|>=|<|>)\s*(.+)$/s;
const RANGE = /^([[\](])\s*(.+?)\s*\.\.\s*(.+?)\s*([[\])])$/s;

function parseTest(text: string): Test {
  if (text === '') throw new CellError('nothing between two commas', 'a value or a comparison');
  const range = RANGE.exec(text);
  if (range) {
    const [, open, low = '', high = '', close] = range;
    const bounds = [parseBound(low, open === '['), parseBound(high, close === ']')] as const;
    if (typeof bounds[0].value !== typeof bounds[1].value) {
      throw new CellError(`a range from one type to another: ${text}`, 'two numbers or two texts');
    }
    if (bounds[0].value > bounds[1].value)
      throw new CellError(`a range that nothing is in: ${text}`, 'the lower bound first');
    return { kind: 'range', low: bounds[0], high: bounds[1] };
  }
  const comparison = COMPARISON.exec(text);
  if (comparison) {
    const [, operator = '', operand = ''] = comparison;
    const bound = parseBound(operand, operator.endsWith('='));
    return operator.startsWith('<')
      ? { kind: 'range', low: undefined, high: bound }
      : { kind: 'range', low: bound, high: undefined };
  }
  if (/^[<>[\](){}=!]|[)\]]$|\.\.|^not\b/.test(text)) {
    throw new CellError(`\`${text}\` is no test`, 'a value, >= 3, [1..5), "a", "b", not(…) or -');
  }
  return { kind: 'equal', value: parseValue(text) };
}

function parseBound(text: string, included: boolean): Bound {
  const value = parseValue(text);
  if (typeof value === 'number' || typeof value === 'string') return { value, included };
  throw new CellError(`${text} is neither more nor less than anything`, 'a number or a text');
}

const NUMBER = /^-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/;

/** A number, `true`, `false`, `null`, a text in quotes, or a text without. Throws CellError. */
export function parseValue(written: string): string | number | boolean | null {
  const text = written.trim();
  if (NUMBER.test(text)) return Number(text);
  if (text === 'true' || text === 'false') return text === 'true';
  if (text === 'null') return null;
  if (!text.startsWith('"')) return text;
  try {
    return String(JSON.parse(text));
  } catch {
    throw new CellError(`${text} is no text`, 'quotes around it, and \\" for a quote in it');
  }
}

function compileTests(tests: readonly Test[], negated: boolean): (value: unknown) => boolean {
  const [only, another] = tests;
  if (!negated && only && !another) {
    const test = compileTest(only);
    return (value) => test(value) === true;
  }
  if (tests.every(({ kind }) => kind === 'equal')) {
    const values = new Set<unknown>(tests.map((test) => (test as { value: unknown }).value));
    return (value) => values.has(value ?? null) !== negated;
  }
  const compiled = tests.map(compileTest);
  return (value) => {
    let isOpen = false;
    for (const test of compiled) {
      const holds = test(value);
      if (holds) return !negated;
      isOpen ||= holds === undefined;
    }
    return negated && !isOpen;
  };
}

/** Undefined where a value cannot be compared: it is neither in the range nor outside of it. */
function compileTest(test: Test): (value: unknown) => boolean | undefined {
  if (test.kind === 'equal') {
    const { value: wanted } = test;
    return wanted === null ? (value) => value === null || value === undefined : (value) => value === wanted;
  }
  const { low, high } = test;
  const type = typeof (low ?? high)?.value;
  return (value) => {
    const known = value as string | number;
    if (typeof known !== type || Number.isNaN(known)) return undefined;
    if (low && (low.included ? known < low.value : known <= low.value)) return false;
    return !(high && (high.included ? known > high.value : known >= high.value));
  };
}
