/** What differs in a field that both sides have by its number. */
import { type Encoding, type Finding, finding, type Rule } from './finding.ts';
import type { Cardinality, FieldModel, ValueType } from './model.ts';
import {
  isNarrowed,
  isSame,
  isSameAsJson,
  isSameCardinalityAsJson,
  isSameCardinalityOnWire,
  isSameOnWire,
} from './wire.ts';

export function compareField(
  base: FieldModel,
  head: FieldModel,
  message: string,
  nameAt: (name: string) => string,
): Finding[] {
  const of = head.extension ?? `${message}.${head.name}`;
  return [
    ...compareNames(base, head, message, of),
    ...compareTypes(base, head, of, nameAt),
    ...compareCardinality(base, head, of),
    ...compareOneof(base, head, of),
    ...compareDefault(base, head, of),
    ...compareOptions(base, head, of),
  ];
}

/** What JSON calls it is another where its name is, unless the file says how. */
function compareNames(base: FieldModel, head: FieldModel, message: string, of: string): Finding[] {
  const sameName = base.name === head.name;
  const sameJson = base.jsonName === head.jsonName;
  if (sameName && sameJson) return [];
  const reads: Encoding = sameJson ? 'none' : 'json';
  const more = { accepts: reads, rejects: reads, shifts: true };
  if (sameName) {
    const said = `${of}: JSON name ${base.jsonName} became ${head.jsonName}`;
    return [finding('json-name-changed', of, said, head, { ...more, rules: ['FIELD_SAME_JSON_NAME'] })];
  }
  const rules: Rule[] = ['FIELD_SAME_NAME', ...(sameJson ? [] : ['FIELD_SAME_JSON_NAME' as const])];
  const said = `${message}.${base.name} renamed to ${head.name}, number ${head.number} as before`;
  return [finding('field-renamed', of, said, head, { ...more, rules })];
}

function compareTypes(base: FieldModel, head: FieldModel, of: string, nameAt: (name: string) => string): Finding[] {
  const named = (type: ValueType): ValueType => ({
    ...type,
    name: type.kind === 'scalar' ? type.name : nameAt(type.name),
  });
  const pairs: (readonly [ValueType, ValueType])[] = [[named(base.type), head.type]];
  if (base.key !== undefined && head.key !== undefined) pairs.push([scalar(base.key), scalar(head.key)]);
  const isMapped = (base.key === undefined) !== (head.key === undefined);
  const differing = pairs.filter(([from, to]) => !isSame(from, to));
  if (differing.length === 0 && !isMapped) return [];
  const [wire, json] = [isSameOnWire, isSameAsJson].map(
    (same) => !isMapped && differing.every(([from, to]) => same(from, to)),
  );
  const rules: Rule[] = [
    'FIELD_SAME_TYPE',
    ...(wire ? [] : ['FIELD_WIRE_COMPATIBLE_TYPE' as const]),
    ...(json ? [] : ['FIELD_WIRE_JSON_COMPATIBLE_TYPE' as const]),
  ];
  const reads = (narrowed: boolean): Encoding => (wire ? (json && !narrowed ? 'none' : 'json') : 'both');
  return [
    finding('type-changed', of, `${of}: ${base.shown} became ${head.shown}`, head, {
      rules,
      rejects: reads(differing.some(([from, to]) => isNarrowed(from, to))),
      accepts: reads(differing.some(([from, to]) => isNarrowed(to, from))),
      shifts: true,
    }),
  ];
}

function scalar(name: string): ValueType {
  return { kind: 'scalar', name };
}

const SHOWN: Readonly<Record<Cardinality, string>> = {
  implicit: 'without presence',
  optional: 'optional',
  required: 'required',
  repeated: 'repeated',
  map: 'a map',
};

function compareCardinality(base: FieldModel, head: FieldModel, of: string): Finding[] {
  const [from, to] = [base.cardinality, head.cardinality];
  if (from === to || isPresenceOfOneof(base, head)) return [];
  const [wire, json] = [isSameCardinalityOnWire(base, head), isSameCardinalityAsJson(base, head)];
  const rules: Rule[] = [
    'FIELD_SAME_CARDINALITY',
    ...(wire ? [] : ['FIELD_WIRE_COMPATIBLE_CARDINALITY' as const]),
    ...(json ? [] : ['FIELD_WIRE_JSON_COMPATIBLE_CARDINALITY' as const]),
    ...(from === 'required' || to === 'required' ? ['MESSAGE_SAME_REQUIRED_FIELDS' as const] : []),
  ];
  const reads: Encoding = wire ? (json ? 'none' : 'json') : 'both';
  return [
    finding('cardinality-changed', of, `${of}: ${SHOWN[from]} became ${SHOWN[to]}`, head, {
      rules,
      rejects: to === 'required' ? 'both' : reads,
      accepts: from === 'required' ? 'both' : reads,
      shifts: true,
    }),
  ];
}

/** Members of a oneof have presence, whatever is written: to move there or away changes that as well. */
function isPresenceOfOneof(base: FieldModel, head: FieldModel): boolean {
  const isOne = ({ cardinality }: FieldModel) => cardinality === 'implicit' || cardinality === 'optional';
  return base.oneof !== head.oneof && isOne(base) && isOne(head);
}

/** What could stand beside others no longer can, or the reverse. */
function compareOneof(base: FieldModel, head: FieldModel, of: string): Finding[] {
  if (base.oneof === head.oneof) return [];
  const [from, to] = [base.oneof, head.oneof];
  const presence: Rule[] = isPresenceOfOneof(base, head) ? ['FIELD_SAME_CARDINALITY'] : [];
  const said =
    from === undefined
      ? `moved into oneof ${to}`
      : to === undefined
        ? `moved out of oneof ${from}`
        : `moved from oneof ${from} to ${to}`;
  return [
    finding('oneof-changed', of, `${of} ${said}`, head, {
      rules: ['FIELD_SAME_ONEOF', ...(base.cardinality === head.cardinality ? [] : presence)],
      rejects: to === undefined ? 'none' : 'both',
      accepts: from === undefined ? 'none' : 'both',
      shifts: true,
    }),
  ];
}

function compareDefault(base: FieldModel, head: FieldModel, of: string): Finding[] {
  const [from, to] = [defaultOf(base), defaultOf(head)];
  if (base.fallback === undefined && head.fallback === undefined) return [];
  if (from === to || base.type.kind !== head.type.kind) return [];
  if (base.type.kind === 'scalar' && base.type.name !== head.type.name) return [];
  const said = `${of}: default ${base.fallback ?? 'none'} became ${head.fallback ?? 'none'}`;
  return [finding('default-changed', of, said, head, { rules: ['FIELD_SAME_DEFAULT'], shifts: true })];
}

/** To write out what holds anyway says nothing; what no longer is of a type that has one is told by that. */
function defaultOf({ fallback, type }: FieldModel): string {
  if (fallback !== undefined) return /^-?0+(\.0*)?$/.test(fallback) ? '0' : fallback;
  if (type.kind === 'enum') return [...(type.values?.keys() ?? [])][0] ?? '';
  if (type.name === 'bool') return 'false';
  return type.name === 'string' || type.name === 'bytes' ? '' : '0';
}

function compareOptions(base: FieldModel, head: FieldModel, of: string): Finding[] {
  const changed: (readonly [string, Rule])[] = [];
  if (base.jstype !== head.jstype) changed.push(['jstype', 'FIELD_SAME_JSTYPE']);
  if (base.stringType !== head.stringType) changed.push(['ctype', 'FIELD_SAME_CPP_STRING_TYPE']);
  const isText = [base, head].every(({ type }) => type.name === 'string');
  if (isText && base.isUtf8 !== head.isUtf8) changed.push(['utf8_validation', 'FIELD_SAME_UTF8_VALIDATION']);
  if (isText && base.isUtf8InJava !== head.isUtf8InJava) {
    changed.push(["Java's utf8_validation", 'FIELD_SAME_JAVA_UTF8_VALIDATION']);
  }
  return changed.map(([name, rule]) =>
    finding('field-option-changed', of, `${of}: ${name} changed`, head, {
      rules: [rule],
      shifts: name === 'utf8_validation',
    }),
  );
}
