/**
 * What a step answers becomes a value of ours: JSON, and bounded. Engines run rules of strangers, which can nest, repeat
 * and double values without end; whatever comes after may rely on what was taken here.
 */
import type { Outcome } from '../artifacts/engine.ts';

/** Levels of lists and objects in one value; as many as a recorded record may have. */
const MOST_LEVELS = 1000;
/** Values of which one value is made, itself included, and UTF-16 code units of all its texts and names. */
const MOST_VALUES = 1_000_000;
const MOST_CHARACTERS = 16 * 1024 * 1024;
/** Characters of a reason. */
const LONGEST_REASON = 300;

/**
 * The outcome with a value that JSON can hold, or `failed` where the value is too much. Nothing, and what is no data at
 * all (functions, instances of classes), becomes null; NaN and infinities stay, because production computes them too, and
 * so do bigints, as which records hold whole numbers that no double keeps.
 * What the value shares with `document` at the same place is known already.
 */
export function take(outcome: Outcome, document: unknown): Outcome {
  if (outcome.outcome !== 'ok') return outcome.reason.length > LONGEST_REASON ? cut(outcome) : outcome;
  const { value } = outcome;
  if (value === document) return outcome;
  switch (typeof value) {
    case 'number':
    case 'boolean':
      return outcome;
    // A recorded integer that a double does not hold.
    case 'bigint':
      return isTooMuch(value) ? tooMuch(TOO_BIG) : outcome;
    case 'string':
      return value.length > MOST_CHARACTERS ? tooMuch(TOO_LONG) : outcome;
    case 'object':
      return value === null ? outcome : takeObject(value, document, outcome);
    default:
      return { outcome: 'ok', value: null };
  }
}

const TOO_DEEP = `the step gave a value nested more than ${MOST_LEVELS} levels deep`;
const TOO_LARGE = 'the step gave a value of more than 1,000,000 parts';
const TOO_LONG = `the step gave more than ${MOST_CHARACTERS / 1024 / 1024} million characters of text`;

const TOO_BIG = 'the step gave a whole number of more than 1,000 digits';
const BIGGEST = 10n ** 1000n;

/** Recorded ones have fewer digits; rules can make more of them. */
function isTooMuch(integer: bigint): boolean {
  return integer >= BIGGEST || integer <= -BIGGEST;
}

function tooMuch(reason: string): Outcome {
  return { outcome: 'failed', reason };
}

function cut(outcome: Exclude<Outcome, { outcome: 'ok' }>): Outcome {
  return { ...outcome, reason: `${outcome.reason.slice(0, LONGEST_REASON - 1)}…` };
}

function takeObject(value: object, document: unknown, outcome: Outcome): Outcome {
  const count: Count = { values: 0, characters: 0, excess: undefined };
  const taken = toJsonObject(value, document, 1, count);
  if (count.excess !== undefined) return tooMuch(count.excess);
  return taken === value ? outcome : { outcome: 'ok', value: taken };
}

/** How much was seen of a value. */
interface Count {
  values: number;
  characters: number;
  /** Once it is too much, the walk ends. */
  excess: string | undefined;
}

function toJson(value: unknown, known: unknown, level: number, count: Count): unknown {
  count.values += 1;
  switch (typeof value) {
    case 'number':
    case 'boolean':
      return value;
    case 'bigint':
      if (isTooMuch(value)) count.excess = TOO_BIG;
      return value;
    case 'string':
      countText(value, count);
      return value;
    case 'object':
      return value === null ? null : toJsonObject(value, known, level, count);
    default:
      return null;
  }
}

function countText({ length }: string, count: Count): void {
  count.characters += length;
  if (count.characters > MOST_CHARACTERS) count.excess = TOO_LONG;
}

/** The object itself, or a copy where something in it had to be replaced. */
function toJsonObject(value: object, known: unknown, level: number, count: Count): unknown {
  if (level > MOST_LEVELS) count.excess = TOO_DEEP;
  if (count.values > MOST_VALUES) count.excess = TOO_LARGE;
  if (count.excess !== undefined) return null;
  const isList = Array.isArray(value);
  // Also what rules find when they follow a path out of the data: prototypes are objects too.
  if (Object.getPrototypeOf(value) !== (isList ? Array.prototype : Object.prototype)) return null;
  if (isList) return toJsonList(value, known, level, count);
  const before = membersOf(known);
  let copy: Record<string, unknown> | undefined;
  for (const name of Object.keys(value)) {
    const member = (value as Record<string, unknown>)[name];
    const own = before && Object.hasOwn(before, name) ? before[name] : undefined;
    if (own !== undefined && own === member) continue;
    countText(name, count);
    const json = toJson(member, own, level + 1, count);
    if (count.excess !== undefined) return null;
    if (Object.is(json, member)) continue;
    copy ??= { ...value };
    Object.defineProperty(copy, name, { value: json, enumerable: true, writable: true, configurable: true });
  }
  return copy ?? value;
}

function toJsonList(value: readonly unknown[], known: unknown, level: number, count: Count): unknown {
  const before: readonly unknown[] | undefined = Array.isArray(known) ? known : undefined;
  let copy: unknown[] | undefined;
  for (let index = 0; index < value.length; index += 1) {
    const item = value[index];
    const own = before?.[index];
    if (own !== undefined && own === item) continue;
    const json = toJson(item, own, level + 1, count);
    if (count.excess !== undefined) return null;
    if (Object.is(json, item)) continue;
    copy ??= [...value];
    copy[index] = json;
  }
  return copy ?? value;
}

function membersOf(known: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof known !== 'object' || known === null || Array.isArray(known)) return undefined;
  return known as Readonly<Record<string, unknown>>;
}
