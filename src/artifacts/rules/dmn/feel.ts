/**
 * FEEL by feelin, which parses an expression each time that it is evaluated. Here each is parsed once, as the body of a
 * function in whose closure an object stands: what that holds when the function is called is what the expression sees.
 */
import {
  evaluate,
  FeelDate,
  FeelDateTime,
  FeelDuration,
  FeelFunction,
  FeelRange,
  FeelTime,
  SyntaxError as Mistake,
  parseUnaryTests,
} from 'feelin';
import { NotComputed } from './broken.ts';

export { FeelDate, FeelDateTime, FeelDuration, FeelFunction, FeelRange, FeelTime };

/** Values by the names of variables. */
export type Values = Readonly<Record<string, unknown>>;
export type Evaluate = (values: Values) => unknown;
export type Accepts = (value: unknown, values: Values) => boolean;

/** What an expression may name, each with a value of the same shape, since names of members have blanks in them, too. */
export type Names = Values;

/** Not a plain object, so that the library does not copy it. */
class Scope {
  [name: string]: unknown;
}

/** No FEEL. */
export class FeelError extends Error {
  /** Index in the text. */
  readonly index: number;

  constructor(message: string, index: number) {
    super(message);
    this.index = index;
  }
}

const OPENING = 'function() ';

/** Throws FeelError. */
export function compileExpression(text: string, names: Names): Evaluate {
  const said = text.trim();
  if (said === '') throw new FeelError('no expression', 0);
  const literal = literalOf(said);
  if (literal !== undefined) return () => literal;
  const scope = new Scope();
  const used = Object.keys(names).filter((name) => mentions(said, name));
  for (const name of used) scope[name] = names[name];
  const { value, warnings } = withPlaces(text, OPENING.length, () =>
    evaluate(`${OPENING}${text}\n`, scope as Record<string, unknown>),
  );
  if (!(value instanceof FeelFunction)) throw new FeelError('no expression', 0);
  const { fn } = value;
  return (values) => {
    for (const name of used) scope[name] = values[name] ?? null;
    const result: unknown = fn();
    // Of an expression that calls itself the inner one has read its own.
    const isComputed = !warnings.some(isOfDuration);
    warnings.length = 0;
    if (!isComputed) throw new NotComputed(DURATIONS);
    // FEEL has no other numbers than those that are written down.
    return typeof result === 'number' && !Number.isFinite(result) ? null : (result ?? null);
  };
}

const DURATIONS = 'it multiplies, divides or negates a duration, which feelin answers with null, and DMN does not';

type Warning = ReturnType<typeof evaluate>['warnings'][number];

/** `duration * 2`, `duration / 2`, `-duration`: the library warns that it cannot, and goes on with null. */
function isOfDuration({ type, message, details }: Warning): boolean {
  if (type !== 'INVALID_TYPE' || !/^Can't (?:multiply|divide|subtract) /.test(message)) return false;
  const { left, right } = details.values;
  const isNumber = [left, right].some((value) => typeof value === 'number');
  return isNumber && [left, right].some((value) => value instanceof FeelDuration);
}

// One by another it divides as JavaScript does objects, which gives no number.
Object.defineProperty(FeelDuration.prototype, Symbol.toPrimitive, {
  value(this: FeelDuration, hint: string): string {
    if (hint === 'number') throw new NotComputed(DURATIONS);
    return this.toString();
  },
});

/** A name may stand in it: one of several words by its first one. */
function mentions(text: string, name: string): boolean {
  return text.includes(/^[^\s.]*/.exec(name)?.[0] ?? name);
}

/** The library says places in what it was given. */
function withPlaces<T>(text: string, before: number, work: () => T): T {
  try {
    return work();
  } catch (error) {
    // What the library knows that it cannot do, it says by an error of its own.
    if (!(error instanceof Mistake)) throw error instanceof Error ? new FeelError(error.message, 0) : error;
    const index = Math.min(Math.max(error.position.from - before, 0), text.length);
    throw new FeelError(error.message.replaceAll('<FunctionDefinition>', 'an expression'), index);
  }
}

/** Of the plainest texts, which most cells hold. */
function literalOf(text: string): unknown {
  if (/^"[^"\\]*"$/.test(text)) return text.slice(1, -1);
  if (/^-?\d+(?:\.\d+)?$/.test(text)) return Number(text);
  return text === 'true' ? true : text === 'false' ? false : undefined;
}

/** What a cell of a table accepts: `-`, `< 5`, `[1..5]`, `"a", "b"`, `not(…)`. Throws FeelError. */
export function compileTest(text: string, names: Names): Accepts {
  const said = text.trim();
  if (said === '' || said === '-') return () => true;
  const top = withPlaces(text, 0, () => parseUnaryTests(said, names as Record<string, unknown>, undefined)).topNode;
  const start = text.indexOf(said);
  top.cursor().iterate(({ type, from }) => {
    if (type.isError) throw new FeelError(`\`${said}\` is no test`, start + from);
  });
  const isNegated = top.firstChild?.name === 'not';
  const tests = (top.getChild('PositiveUnaryTests')?.getChildren('PositiveUnaryTest') ?? []).map((node) =>
    testOf(said.slice(node.from, node.to), node.firstChild?.name ?? '', names, start + node.from),
  );
  const accepts: Accepts = (value, values) => tests.some((test) => test(value, values));
  return isNegated ? (value, values) => !accepts(value, values) : tests.length === 1 && tests[0] ? tests[0] : accepts;
}

/** @param kind what the library calls it */
function testOf(text: string, kind: string, names: Names, start: number): Accepts {
  const shifted = (expression: string, before: number): Evaluate => {
    try {
      return compileExpression(expression, { ...names, '?': null });
    } catch (error) {
      throw error instanceof FeelError
        ? new FeelError(error.message, start + Math.max(error.index - before, 0))
        : error;
    }
  };
  const literal = literalOf(text.trim());
  if (literal !== undefined) return (value) => value === literal;
  if (kind === 'SimplePositiveUnaryTest') {
    const isRange = !/^[<>=!]/.test(text);
    const compared = shifted(isRange ? `? in ${text}` : `? ${text}`, isRange ? 5 : 2);
    const quick = quickly(text);
    return (value, values) =>
      quick && typeof value === 'number' ? quick(value) : compared({ ...values, '?': value }) === true;
  }
  const expression = shifted(text, 0);
  const asks = text.includes('?');
  return (value, values) => {
    const result = expression({ ...values, '?': value });
    if (typeof result === 'boolean' && (asks || typeof value !== 'boolean')) return result;
    return fits(result, value);
  };
}

/** `< 5` and `[1..5]` of numbers. */
function quickly(text: string): ((value: number) => boolean) | undefined {
  const [, operator, than] = /^([<>]=?|!?=)\s*(-?\d+(?:\.\d+)?)$/.exec(text.trim()) ?? [];
  const limit = Number(than);
  if (operator === '<') return (value) => value < limit;
  if (operator === '<=') return (value) => value <= limit;
  if (operator === '>') return (value) => value > limit;
  if (operator === '>=') return (value) => value >= limit;
  const [, open, low, high, close] =
    /^([[\](])\s*(-?\d+(?:\.\d+)?)\s*\.\.\s*(-?\d+(?:\.\d+)?)\s*([[\])])$/.exec(text.trim()) ?? [];
  if (open === undefined) return undefined;
  const [from, to, hasFrom, hasTo] = [Number(low), Number(high), open === '[', close === ']'];
  return (value) => (hasFrom ? value >= from : value > from) && (hasTo ? value <= to : value < to);
}

/** A value equals it, or is in it: in a list, in one of its ranges. */
function fits(test: unknown, value: unknown): boolean {
  if (Array.isArray(test)) return isEqual(test, value) || test.some((one) => fits(one, value));
  if (test instanceof FeelRange) return test.includes(value as never) === true;
  return isEqual(test, value);
}

const compare = compileExpression('a = b', { a: null, b: null });

export function isEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  const isPlain = (value: unknown): boolean =>
    value === null || (typeof value !== 'object' && typeof value !== 'function');
  return isPlain(a) && isPlain(b) ? false : compare({ a, b }) === true;
}

/** A FEEL function that Weir provides. A call with fewer arguments than it has parameters gives null. */
export function functionOf(parameters: readonly string[], call: (args: readonly unknown[]) => unknown): FeelFunction {
  return new FeelFunction(
    (...args: unknown[]) => (args.length < parameters.length ? null : call(args)),
    [...parameters],
  );
}

/** Results as JSON: dates, times and durations as FEEL writes them, of ranges their ends, of functions nothing. */
export function toJson(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return typeof value === 'function' ? null : value;
  if (Array.isArray(value)) return value.map(toJson);
  if (value instanceof FeelDate || value instanceof FeelDuration) return String(value);
  if (value instanceof FeelDateTime || value instanceof FeelTime) return String(value).replace(/[+-]00:00$/, 'Z');
  if (value instanceof FeelFunction) return null;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, toJson(member)]));
}
