/**
 * What a CHECK says of one column, where it is one of the few forms in which values and bounds are written: `tax > 0`,
 * `status IN ('a', 'b')`, and what Postgres makes of them in its dumps. Whatever else it may be stays unread, and is said so.
 */
import type { LimitName, Scalar } from '../table/model.ts';
import { Cursor, parted, plainName } from './cursor.ts';
import type { Token } from './tokens.ts';

export interface Checked {
  readonly column: string;
  readonly accepted?: readonly Scalar[];
  readonly limits: readonly (readonly [LimitName, number])[];
}

/** Undefined where it is of no such form. */
export function readCheck(tokens: readonly Token[]): Checked | undefined {
  const plain = stripped(tokens);
  const conditions = conjuncts(plain);
  const found = conditions.map(readCondition);
  const [first] = found;
  if (!first || found.some((one) => one?.column !== first.column)) return undefined;
  const lists = found.flatMap((one) => (one?.accepted ? [one.accepted] : []));
  if (lists.length > 1) return undefined;
  return {
    column: first.column,
    ...(lists[0] && { accepted: lists[0] }),
    limits: found.flatMap((one) => one?.limits ?? []),
  };
}

/** Without casts, and without parentheses around all of it. */
function stripped(tokens: readonly Token[]): Token[] {
  const kept: Token[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (!token) continue;
    if (token.text !== '::' || token.kind !== 'sign') {
      kept.push(token);
      continue;
    }
    at = endOfType(tokens, at + 1) - 1;
  }
  return unwrapped(kept);
}

/** `character varying(10)[]`: behind the type of a cast. */
function endOfType(tokens: readonly Token[], from: number): number {
  let at = from + 1;
  while (tokens[at]?.kind === 'sign' && tokens[at]?.text === '.') at += 2;
  while (['varying', 'precision', 'without', 'with', 'time', 'zone'].includes(tokens[at]?.text ?? '')) at += 1;
  if (tokens[at]?.text === '(') while (tokens[at] && tokens[at++]?.text !== ')');
  while (tokens[at]?.text === '[') at += tokens[at + 1]?.text === ']' ? 2 : 3;
  return at;
}

function unwrapped(tokens: Token[]): Token[] {
  const cursor = new Cursor(tokens);
  const inner = cursor.group();
  return inner && cursor.isDone ? unwrapped(inner) : tokens;
}

function conjuncts(tokens: readonly Token[]): Token[][] {
  const parts: Token[][] = [[]];
  let depth = 0;
  let isBetween = false;
  for (const token of tokens) {
    if (token.text === '(') depth += 1;
    if (token.text === ')') depth -= 1;
    if (token.kind === 'word' && token.text === 'between') isBetween = true;
    if (depth === 0 && token.kind === 'word' && token.text === 'and') {
      if (!isBetween) {
        parts.push([]);
        continue;
      }
      isBetween = false;
    }
    parts.at(-1)?.push(token);
  }
  return parts.map(unwrapped);
}

const SIGNS: Readonly<Record<string, LimitName>> = {
  '>': 'exclusive-minimum',
  '>=': 'minimum',
  '<': 'exclusive-maximum',
  '<=': 'maximum',
};

function readCondition(tokens: readonly Token[]): Checked | undefined {
  const cursor = new Cursor(tokens);
  const grouped = cursor.group();
  const [own, another] = grouped ? unwrapped(grouped) : [cursor.next()];
  if (!own || another || (own.kind !== 'word' && own.kind !== 'name')) return undefined;
  const column = plainName(own);
  const sign = cursor.next();
  if (!sign) return undefined;
  const limit = Object.hasOwn(SIGNS, sign.text) ? SIGNS[sign.text] : undefined;
  if (limit) {
    const bound = numberAt(cursor);
    return bound === undefined || !cursor.isDone ? undefined : { column, limits: [[limit, bound]] };
  }
  if (sign.text === 'between') {
    const least = numberAt(cursor);
    const isPair = cursor.take('and');
    const most = numberAt(cursor);
    if (least === undefined || most === undefined || !isPair || !cursor.isDone) return undefined;
    return {
      column,
      limits: [
        ['minimum', least],
        ['maximum', most],
      ],
    };
  }
  const accepted = sign.text === 'in' ? scalarsIn(cursor.group()) : sign.text === '=' ? anyOf(cursor) : undefined;
  return accepted && cursor.isDone ? { column, accepted, limits: [] } : undefined;
}

/** `ANY (ARRAY['a', 'b'])`, or one value alone. */
function anyOf(cursor: Cursor): Scalar[] | undefined {
  if (!cursor.take('any')) {
    const only = cursor.next();
    return only?.kind === 'text' ? [only.text] : undefined;
  }
  const group = cursor.group();
  if (!group) return undefined;
  const inner = unwrapped(group);
  const [array, open] = inner;
  if (array?.text !== 'array' || open?.text !== '[' || inner.at(-1)?.text !== ']') return undefined;
  return scalarsIn(inner.slice(2, -1));
}

function scalarsIn(tokens: readonly Token[] | undefined): Scalar[] | undefined {
  if (!tokens || tokens.length === 0) return undefined;
  const values = parted(tokens).map((part) => {
    const cursor = new Cursor(unwrapped(part));
    if (cursor.peek()?.kind === 'text') return cursor.next()?.text;
    return numberAt(cursor);
  });
  return values.every((value) => value !== undefined) ? values : undefined;
}

function numberAt(cursor: Cursor): number | undefined {
  const group = cursor.group();
  if (group) return numberAt(new Cursor(unwrapped(group)));
  const isNegative = cursor.take('-');
  const token = cursor.next();
  // Postgres writes '-5'::integer.
  const isNumber = token?.kind === 'number' || (token?.kind === 'text' && /^-?[\d.]+$/.test(token.text));
  const value = isNumber ? Number(token?.text) : Number.NaN;
  return Number.isNaN(value) ? undefined : isNegative ? -value : value;
}
