/** Types of item definitions: what values conform to them, and how values of JSON become theirs. */
import { duration, parseDate, parseDateTime, parseTime } from 'feelin';
import { all, type Definitions, type Model, nameOf, one } from './definitions.ts';
import { type Accepts, compileTest, FeelDate, FeelDateTime, FeelDuration, FeelFunction, FeelTime } from './feel.ts';
import type { Element } from './xml.ts';

export type Type =
  | { readonly kind: 'any' }
  | { readonly kind: 'simple'; readonly name: string; readonly allowed?: Accepts }
  | { readonly kind: 'list'; readonly of: Type; readonly allowed?: Accepts }
  | { readonly kind: 'structure'; readonly members: ReadonlyMap<string, Type>; readonly allowed?: Accepts }
  | { readonly kind: 'function'; readonly gives: Type };

const ANY: Type = { kind: 'any' };

/** Names of FEEL's own types, some of them as older versions write them. */
const SIMPLE: ReadonlyMap<string, string> = new Map([
  ['number', 'number'],
  ['string', 'string'],
  ['boolean', 'boolean'],
  ['date', 'date'],
  ['time', 'time'],
  ['dateTime', 'date and time'],
  ['date and time', 'date and time'],
  ['dayTimeDuration', 'days and time duration'],
  ['days and time duration', 'days and time duration'],
  ['yearMonthDuration', 'years and months duration'],
  ['years and months duration', 'years and months duration'],
]);

/** The type that a file means by a name; a value of any type where it means none. */
export function typeOf(
  name: string | undefined,
  definitions: Definitions,
  model: Model,
  seen: readonly Element[] = [],
): Type {
  if (name === undefined) return ANY;
  const [, own = name] = /^(?:feel|[\w-]+):([^:]+)$/.exec(name.trim()) ?? [];
  const item = definitions.items.get(name.trim());
  // A type that holds itself ends there.
  if (item) return seen.includes(item) ? ANY : typeOfItem(item, definitions, model, [...seen, item]);
  const simple = SIMPLE.get(own);
  if (simple !== undefined) return { kind: 'simple', name: simple };
  for (const [prefix, namespace] of definitions.imports) {
    const other = model.find(namespace);
    if (other && name.startsWith(`${prefix}.`)) return typeOf(name.slice(prefix.length + 1), other, model, seen);
  }
  return ANY;
}

function typeOfItem(item: Element, definitions: Definitions, model: Model, seen: readonly Element[]): Type {
  const components = all(item, 'itemComponent');
  const constraint = one(item, 'allowedValues');
  const text = constraint && one(constraint, 'text')?.text;
  const allowed = text === undefined ? undefined : compileTest(text, {});
  const isList = item.attributes.isCollection === 'true';
  const called = one(item, 'functionItem');
  if (called) return { kind: 'function', gives: typeOf(called.attributes.outputTypeRef, definitions, model, seen) };
  const members = components.map(
    (component) => [nameOf(component), typeOfItem(component, definitions, model, seen)] as const,
  );
  const single: Type =
    components.length > 0
      ? { kind: 'structure', members: new Map(members) }
      : typeOf(one(item, 'typeRef')?.text.trim(), definitions, model, seen);
  const constrained: Type =
    allowed && single.kind !== 'any' && single.kind !== 'function' ? { ...single, allowed } : single;
  return isList ? { kind: 'list', of: constrained } : constrained;
}

/** A value of that shape, from which the parser learns the names of members. */
export function sampleOf(type: Type): unknown {
  if (type.kind === 'list') return [sampleOf(type.of)];
  if (type.kind === 'structure')
    return Object.fromEntries([...type.members].map(([name, member]) => [name, sampleOf(member)]));
  return null;
}

/** Undefined for a value that does not conform, even in the ways in which DMN makes it (1.5, 10.3.2.9.4). */
export function conform(value: unknown, type: Type): unknown {
  if (value === null || value === undefined) return null;
  const found = check(value, type);
  if (found !== undefined) return found;
  if (type.kind === 'list' && !Array.isArray(value)) {
    const alone = check(value, type.of);
    return alone === undefined ? undefined : [alone];
  }
  if (type.kind !== 'list' && Array.isArray(value) && value.length === 1) return check(value[0], type);
  return undefined;
}

function check(value: unknown, type: Type): unknown {
  if (value === null) return null;
  const found = ofKind(value, type);
  const allowed = type.kind === 'any' || type.kind === 'function' ? undefined : type.allowed;
  return found !== undefined && allowed && !allowed(found, {}) ? undefined : found;
}

function ofKind(value: unknown, type: Type): unknown {
  switch (type.kind) {
    case 'any':
      return value;
    case 'function':
      // Those that FEEL has itself are plain functions.
      return value instanceof FeelFunction || typeof value === 'function' ? value : undefined;
    case 'simple':
      return ofSimple(value, type.name);
    case 'list': {
      if (!Array.isArray(value)) return undefined;
      const items = value.map((item) => check(item, type.of));
      return items.includes(undefined) ? undefined : items;
    }
    case 'structure': {
      if (typeof value !== 'object' || Array.isArray(value)) return undefined;
      const members = value as Readonly<Record<string, unknown>>;
      const made: Record<string, unknown> = { ...members };
      for (const [name, member] of type.members) {
        const found = Object.hasOwn(members, name) ? conform(members[name], member) : undefined;
        if (found === undefined) return undefined;
        made[name] = found;
      }
      return made;
    }
    default:
      return type satisfies never;
  }
}

function ofSimple(value: unknown, name: string): unknown {
  switch (name) {
    case 'date':
      return value instanceof FeelDate ? value : undefined;
    case 'time':
      return value instanceof FeelTime ? value : undefined;
    case 'date and time':
      if (value instanceof FeelDate) return parseDateTime(`${value}T00:00:00Z`) ?? undefined;
      return value instanceof FeelDateTime ? value : undefined;
    case 'days and time duration':
      return value instanceof FeelDuration && !value.yearsMonths ? value : undefined;
    case 'years and months duration':
      return value instanceof FeelDuration && value.yearsMonths ? value : undefined;
    default:
      return typeof value === name ? value : undefined;
  }
}

/** What a text means where a type says that it is a date, a time or a duration. */
const FROM_TEXT: ReadonlyMap<string, (text: string) => unknown> = new Map<string, (text: string) => unknown>([
  ['date', parseDate],
  ['time', parseTime],
  ['date and time', parseDateTime],
  ['days and time duration', duration],
  ['years and months duration', duration],
]);

/** JSON as FEEL has it, by the type it is given to. Whole numbers that no double holds are the ones next to them. */
export function fromJson(value: unknown, type: Type): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'string') return type.kind === 'simple' ? (FROM_TEXT.get(type.name)?.(value) ?? value) : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => fromJson(item, type.kind === 'list' ? type.of : type));
  const members = type.kind === 'structure' ? type.members : undefined;
  // JSON often leaves out what is null.
  const absent = [...(members?.keys() ?? [])].filter((name) => !Object.hasOwn(value, name));
  return Object.fromEntries([
    ...Object.entries(value).map(([name, member]) => [name, fromJson(member, members?.get(name) ?? ANY)] as const),
    ...absent.map((name) => [name, null] as const),
  ]);
}
