/** A property of an object in ODCS as a column. */

import { nearest } from '../../../nearest.ts';
import { toRegExp } from '../json-schema/pattern.ts';
import { acceptedBoth, withLimit } from '../table/both.ts';
import { isAkin } from '../table/covers.ts';
import type { Accepted, Column, Limit, LimitName, Rule, Spot } from '../table/model.ts';
import { readType, type Type } from '../table/types.ts';
import { brief, isScalar, type Node } from '../table/yaml.ts';
import { type Quality, readQuality } from './quality.ts';

export interface Property {
  readonly column: Column;
  readonly isUnique?: Spot;
  readonly primary?: Spot;
  /** Among those of the primary key. */
  readonly position?: number;
  readonly rules: readonly Rule[];
}

/** Undefined for what is no column of the table, and for what has no name, which is a mistake. */
export function readProperty(node: Node): Property | undefined {
  // https://bitol-io.github.io/open-data-contract-standard/latest/schema/: an aggregate over the table.
  if (node.get('semanticType')?.value === 'measure') return undefined;
  const label = node.name('a property');
  if (label === undefined) return undefined;
  return readElement(node, label);
}

function readElement(node: Node, label: string): Property {
  const name = node.text('physicalName') ?? label;
  const quality = readQuality(node, name);
  const type = typeOf(node);
  const options = readOptions(node, type?.type, name);
  const required = node.isTrue('required')?.spot ?? quality.required;
  const members = membersOf(node);
  const own = node.get('items');
  const items = own && readElement(own, 'items');
  const accepted = acceptedBoth(enumOf(node), quality.accepted);
  const id = node.get('id')?.value;
  const isUnique = node.isTrue('unique')?.spot ?? quality.uniques[0]?.spot;
  const primary = node.isTrue('primaryKey')?.spot;
  const position = node.number('primaryKeyPosition');
  const { limits, rules } = withPatterns(options, quality, name);
  const inner = [...(members?.values() ?? []), ...(items ? [items] : [])];
  return {
    column: {
      name,
      aliases: name === label ? [] : [label],
      formerly: [],
      folds: false,
      ...(typeof id === 'string' && { id }),
      spot: node.spot,
      ...(type && { type }),
      ...(required && { required }),
      ...(accepted && { accepted }),
      limits,
      ...(members && { members: new Map([...members].map(([key, { column }]) => [key, column])) }),
      ...(items && { items: items.column }),
    },
    ...(isUnique && { isUnique }),
    ...(primary && { primary }),
    ...(position !== undefined && { position }),
    rules: [...rules, ...quality.rules, ...mapOf(node, name), ...inner.flatMap((one) => rulesWithin(name, one))],
  };
}

/** A value has to match all patterns, of which one is checked. */
function withPatterns(options: ReadOptions, { patterns }: Quality, name: string) {
  let { limits } = options;
  const rules = [...options.rules];
  for (const pattern of patterns) {
    const both = withLimit(limits, 'pattern', pattern);
    limits = both.limits;
    if (both.left) rules.push({ text: `pattern ${both.left.value} of ${name}, beside another`, spot: both.left.spot });
  }
  return { limits, rules };
}

/** What no row by itself tells of a value inside another one. */
function rulesWithin(name: string, { column, isUnique, primary, rules }: Property): Rule[] {
  const spot = isUnique ?? primary;
  const key = spot ? [{ text: `unique ${column.name}`, spot }] : [];
  return [...key, ...rules].map((rule) => ({ ...rule, text: `${rule.text} in ${name}` }));
}

/** Version 3.2: https://bitol-io.github.io/open-data-contract-standard/latest/schema/#maps, of which nothing is checked. */
function mapOf(node: Node, name: string): Rule[] {
  const own = node.get('map');
  return own ? [{ text: `map of ${name}: ${brief(own.value)}`, spot: own.spot }] : [];
}

const LOGICAL: Readonly<Record<string, Type>> = {
  string: { kind: 'string' },
  date: { kind: 'date' },
  timestamp: { kind: 'timestamp' },
  time: { kind: 'time' },
  number: { kind: 'number' },
  integer: { kind: 'integer' },
  object: { kind: 'object' },
  map: { kind: 'object' },
  array: { kind: 'array' },
  boolean: { kind: 'boolean' },
};

/** The logical type; a physical one of the same sort says it more exactly, and of no logical one it says it alone. */
function typeOf(node: Node): Column['type'] {
  const [logical, physical] = [node.text('logicalType'), node.text('physicalType')];
  const own = node.get('logicalType');
  const exact = physical === undefined ? undefined : readType(physical);
  const spot = own?.spot ?? node.get('physicalType')?.spot;
  if (!spot) return undefined;
  if (logical === undefined) return exact && { type: exact, spot };
  const type = Object.hasOwn(LOGICAL, logical) ? LOGICAL[logical] : undefined;
  if (!type) {
    const names = Object.keys(LOGICAL);
    const close = nearest(logical, names);
    own?.wrong(
      `unknown logicalType ${logical}`,
      `one of ${names.join(', ')}`,
      close === undefined ? {} : { nearest: close },
    );
    return undefined;
  }
  // Version 3.0 has no other type for a moment.
  const format = node.get('logicalTypeOptions')?.get('format')?.value;
  if (type.kind === 'date' && (exact?.kind === 'timestamp' || (typeof format === 'string' && format.includes('H')))) {
    return { type: withFormat(node, { kind: 'timestamp' }), spot };
  }
  const refined = exact && exact.kind !== 'other' && isMoreExact(exact, type) ? exact : type;
  return { type: withFormat(node, refined), spot: refined === type ? spot : (node.get('physicalType')?.spot ?? spot) };
}

/** A date that is stored as text is a date all the same, and a whole number in a `double` a whole one. */
function isMoreExact(exact: Type, { kind }: Type): boolean {
  if (kind === 'integer') return exact.kind === 'integer';
  return exact.kind !== 'integer' && kind !== 'date' && exact.kind !== 'date' && isAkin(exact, { kind } as Type);
}

/** https://bitol-io.github.io/open-data-contract-standard/latest/schema/#logical-type-options: bits as Rust names them. */
function withFormat(node: Node, type: Type): Type {
  const format = node.get('logicalTypeOptions')?.get('format')?.value;
  if (typeof format !== 'string') return type;
  const [, sign, bits] = /^([iuf])(\d+)$/.exec(format) ?? [];
  if (type.kind === 'integer' && bits !== undefined && sign !== 'f') {
    return { kind: 'integer', bits: Number(bits), ...(sign === 'u' && { unsigned: true }) };
  }
  if (type.kind === 'number' && format === 'f32') return { kind: 'number', single: true };
  if (type.kind === 'string' && format === 'uuid') return { kind: 'uuid' };
  const isTime = type.kind === 'date' || type.kind === 'timestamp' || type.kind === 'time';
  return isTime && !/^(?:y{4}-MM-d{2}|HH:mm)/i.test(format)
    ? { kind: 'other', name: `${type.kind} as ${format}` }
    : type;
}

const BOUNDS: Readonly<Record<string, LimitName>> = {
  minimum: 'minimum',
  maximum: 'maximum',
  exclusiveMinimum: 'exclusive-minimum',
  exclusiveMaximum: 'exclusive-maximum',
  minLength: 'min-length',
  maxLength: 'max-length',
  minItems: 'min-items',
  maxItems: 'max-items',
  multipleOf: 'multiple-of',
};

/** What version 3.0 says by a boolean beside the bound. */
const WITHOUT = { 'exclusive-minimum': 'minimum', 'exclusive-maximum': 'maximum' } as const;

interface ReadOptions {
  readonly limits: Column['limits'];
  readonly rules: readonly Rule[];
}

/** Of dates texts, of everything else numbers. */
function readOptions(node: Node, type: Type | undefined, name: string): ReadOptions {
  const options = node.get('logicalTypeOptions');
  if (!options) return { limits: new Map(), rules: [] };
  const limits: (readonly [LimitName, Limit])[] = [];
  const excluded = new Map<'minimum' | 'maximum', Node>();
  const rules: Rule[] = [];
  const isTime = type !== undefined && ['date', 'timestamp', 'time', 'other'].includes(type.kind);
  for (const [key, limit] of Object.entries(BOUNDS)) {
    const own = options.get(key);
    if (!own) continue;
    if (limit in WITHOUT && typeof own.value === 'boolean') {
      excluded.set(WITHOUT[limit as keyof typeof WITHOUT], own);
      continue;
    }
    const isSound = typeof own.value === 'number' || (isTime && typeof own.value === 'string');
    if (isSound) limits.push([limit, { value: own.value as number | string, spot: own.spot }]);
    else own.wrong(`${key} is no ${isTime ? 'date' : 'number'}`, isTime ? 'a date as a text' : 'a number');
  }
  for (const [limit, own] of excluded) {
    const at = limits.findIndex(([one]) => one === limit);
    const bound = limits[at]?.[1];
    if (own.value === true && bound) limits[at] = [`exclusive-${limit}`, bound];
  }
  const pattern = options.text('pattern');
  if (pattern !== undefined && !toRegExp(pattern)) options.get('pattern')?.wrong('pattern is no regular expression');
  else if (pattern !== undefined)
    limits.push(['pattern', { value: pattern, spot: options.get('pattern')?.spot ?? options.spot }]);
  for (const key of ['uniqueItems', 'minProperties', 'maxProperties', 'required']) {
    const own = options.get(key);
    if (own && own.value !== false) rules.push({ text: `${key} of ${name}`, spot: own.spot });
  }
  const format = options.get('format');
  if (format && type?.kind === 'string')
    rules.push({ text: `format ${String(format.value)} of ${name}`, spot: format.spot });
  return { limits: new Map(limits), rules };
}

/** Version 3.2: https://bitol-io.github.io/open-data-contract-standard/latest/schema/#enumerations */
function enumOf(node: Node): Accepted | undefined {
  const own = node.get('enum');
  if (!own) return undefined;
  const values = node.list('enum').flatMap((entry) => {
    const value = entry.get('value')?.value;
    if (isScalar(value)) return [{ value, spot: entry.spot }];
    entry.wrong('an entry of enum without a value', 'value: with a text, a number or a boolean');
    return [];
  });
  if (values.length === 0) own.wrong('an enum of no values', 'a list of entries with value:');
  return values.length === 0 ? undefined : { values, spot: own.spot };
}

/** Of an object, by name; each once. */
function membersOf(node: Node): ReadonlyMap<string, Property> | undefined {
  const found = node.list('properties');
  if (found.length === 0) return undefined;
  const members = new Map<string, Property>();
  for (const property of found) {
    const read = readProperty(property);
    if (!read) continue;
    const { name } = read.column;
    if (members.has(name)) property.wrong(`property ${name} stands twice`, 'each property once');
    else members.set(name, read);
  }
  return members;
}
