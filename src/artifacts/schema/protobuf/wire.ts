/** Which types and cardinalities read each other, on the wire and as JSON. */
import type { Cardinality, FieldModel, ValueType } from './model.ts';

/** https://protobuf.dev/programming-guides/proto3/#updating: types of one group are one on the wire. */
const ON_THE_WIRE: readonly (readonly string[])[] = [
  ['int32', 'uint32', 'int64', 'uint64', 'bool'],
  ['sint32', 'sint64'],
  ['fixed32', 'sfixed32'],
  ['fixed64', 'sfixed64'],
];

/** https://protobuf.dev/programming-guides/json: 64 bits are texts there, and what is true or false is no number. */
const AS_JSON: readonly (readonly string[])[] = [
  ['int32', 'uint32'],
  ['int64', 'uint64'],
  ['fixed32', 'sfixed32'],
  ['fixed64', 'sfixed64'],
];

/** Whether what was written as `base` is read as `head` in binary. */
export function isSameOnWire(base: ValueType, head: ValueType): boolean {
  if (isSame(base, head) || isWider(base, head)) return true;
  return (
    isScalar(base, head) && (isTogether(ON_THE_WIRE, base, head) || (base.name === 'string' && head.name === 'bytes'))
  );
}

export function isSameAsJson(base: ValueType, head: ValueType): boolean {
  return isSame(base, head) || isWider(base, head) || (isScalar(base, head) && isTogether(AS_JSON, base, head));
}

export function isSame(base: ValueType, head: ValueType): boolean {
  return base.kind === head.kind && base.name === head.name;
}

/** An enum of the same short name that has all values of the other. */
function isWider(base: ValueType, head: ValueType): boolean {
  const { values } = head;
  if (!base.values || !values || shortName(base) !== shortName(head)) return false;
  return [...base.values].every(([name, number]) => values.get(name) === number);
}

function shortName({ name }: ValueType): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

function isScalar(base: ValueType, head: ValueType): boolean {
  return base.kind === 'scalar' && head.kind === 'scalar';
}

function isTogether(groups: readonly (readonly string[])[], { name }: ValueType, other: ValueType): boolean {
  return groups.some((group) => group.includes(name) && group.includes(other.name));
}

/** A list and a map are the same on the wire: a message for each entry. What has to be there is like nothing else. */
const WIRE_GROUPS: Readonly<Record<Cardinality, string>> = {
  implicit: 'one',
  optional: 'one',
  required: 'required',
  repeated: 'many',
  map: 'many',
};

export function isSameCardinalityOnWire(base: FieldModel, head: FieldModel): boolean {
  return WIRE_GROUPS[base.cardinality] === WIRE_GROUPS[head.cardinality];
}

export function isSameCardinalityAsJson(base: FieldModel, head: FieldModel): boolean {
  const isMap = ({ cardinality }: FieldModel) => cardinality === 'map';
  return isSameCardinalityOnWire(base, head) && isMap(base) === isMap(head);
}

/** Bits and sign of a whole number. */
function rangeOf(name: string): readonly [bigint, bigint] | undefined {
  const [, kind = '', bits = ''] = /^(u|s|s?fixed|fixed)?(?:int)?(32|64)$/.exec(name) ?? [];
  if (bits === '') return undefined;
  const size = BigInt(bits);
  return kind === 'u' || kind === 'fixed' ? [0n, 2n ** size - 1n] : [-(2n ** (size - 1n)), 2n ** (size - 1n) - 1n];
}

/** Whether some value of `base` is none of `head`: −1 of a uint32. */
export function isNarrowed(base: ValueType, head: ValueType): boolean {
  const [from, to] = [rangeOf(base.name), rangeOf(head.name)];
  if (!from || !to) return !isSame(base, head) && base.kind === 'scalar';
  return from[0] < to[0] || from[1] > to[1];
}
