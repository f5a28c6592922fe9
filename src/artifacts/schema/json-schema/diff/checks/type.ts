/** `type`, with `integer` as a part of `number`, and OpenAPI's `nullable`, which ajv evaluates. */
import { strings } from '../../keywords.ts';
import type { Effects } from '../effects.ts';
import { type Finding, inBase, inHead, type Pair } from '../finding.ts';
import type { View } from '../view.ts';
import { allowedValues } from './values.ts';

const ALL_TYPES: readonly string[] = ['array', 'boolean', 'null', 'number', 'object', 'string'];

export function checkType(pair: Pair): Finding[] {
  const base = typesOf(pair.base);
  const head = typesOf(pair.head);
  const gone = base.filter((type) => !covers(head, type));
  const come = head.filter((type) => !covers(base, type));
  if (gone.length === 0 && come.length === 0) return [];
  const effects: Effects = {
    accepts: reaches(pair.head, come, base) ? 'yes' : 'no',
    rejects: reaches(pair.base, gone, head) ? 'yes' : 'no',
  };
  const message = `type ${text(pair.base, base)} became ${text(pair.head, head)}`;
  const change = nameOf(gone, come, base, head);
  const removed = !Object.hasOwn(pair.head.constraints, 'type');
  return [
    removed ? inBase(pair, change, ['type'], message, effects) : inHead(pair, change, ['type'], message, effects),
  ];
}

/** The types that a schema allows, without those that another one includes. */
export function typesOf({ constraints }: View): readonly string[] {
  const { type, nullable } = constraints;
  const listed = typeof type === 'string' ? [type] : strings(type);
  if (type === undefined) return ALL_TYPES;
  const types = new Set(nullable === true ? [...listed, 'null'] : listed);
  if (types.has('number')) types.delete('integer');
  return [...types].sort();
}

export function covers(types: readonly string[], type: string): boolean {
  return types.includes(type) || (type === 'integer' && types.includes('number'));
}

function nameOf(gone: readonly string[], come: readonly string[], base: readonly string[], head: readonly string[]) {
  if (gone.length === 0) {
    return come.join() === 'number' && base.includes('integer') ? 'integer-to-number' : 'type-widened';
  }
  if (come.length > 0) return 'type-changed';
  return gone.join() === 'number' && head.includes('integer') ? 'number-to-integer' : 'type-narrowed';
}

/** Whether a schema lets a value through that the types on the other side do not know. */
function reaches(view: View, types: readonly string[], others: readonly string[]): boolean {
  if (types.length === 0) return false;
  const values = allowedValues(view);
  if (values === undefined) return true;
  const own = typesOf(view);
  return values.some((value) => covers(own, typeOf(value)) && !covers(others, typeOf(value)));
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'bigint' || Number.isInteger(value)) return 'integer';
  return typeof value;
}

function text(view: View, types: readonly string[]): string {
  return Object.hasOwn(view.constraints, 'type') ? types.join(' or ') : 'anything';
}
