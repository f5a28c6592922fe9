/** Small rows of which one may be accepted by one version of a table and refused by another, made from the contracts alone. */
import type { Artifact } from '../../artifact.ts';
import { textFor } from '../json-schema/witness/text-for.ts';
import { smallestFirst } from '../smallest-first.ts';
import { acceptsOf } from './judge.ts';
import type { Column, Limit, LimitName } from './model.ts';
import { counterparts } from './pair.ts';
import { type Reader, selectTables } from './select.ts';
import { rangeOf, type Type } from './types.ts';

type Columns = ReadonlyMap<string, Column>;
type Row = Readonly<Record<string, unknown>>;

/** None where a file holds several tables, or none. Throws ArtifactError. */
export function rowCandidates(reader: Reader, base: Artifact, head: Artifact): readonly unknown[] {
  const sides = [base, head].map((artifact) => selectTables(reader, artifact, true).tables);
  const [was, is] = sides.map(([only, another]) => (another ? undefined : only?.columns));
  return was && is ? smallestFirst(rowsOf(was, is)) : [];
}

/** The smallest row of each version, and each with one column that differs at the edges of what either says. */
function rowsOf(base: Columns, head: Columns): Row[] {
  const { pairs, removed, added } = counterparts(base, head);
  const differing = pairs.filter(([was, is]) => outline(was) !== outline(is));
  // That anything may stand in a column which nobody declares says nothing of the change.
  const alone = [...removed, ...added].map(({ name }) => name);
  return [smallestRow(base), smallestRow(head)].flatMap((row) => [
    row,
    ...alone.map((name) => without(row, name)),
    ...differing.flatMap(([was, is]) =>
      [was.name, is.name].flatMap((name) => [
        without(row, name),
        ...valuesOf(was, is).map((value): Row => ({ ...row, [name]: value })),
      ]),
    ),
  ]);
}

/** What a column says, wherever it stands. */
function outline({ spot: _, ...column }: Column): string {
  return JSON.stringify(column, (key, value: unknown) => {
    if (key === 'spot' || (key === 'required' && value)) return key === 'spot' ? undefined : true;
    if (value instanceof Map) return [...value];
    return typeof value === 'bigint' ? String(value) : value;
  });
}

function without(row: Row, name: string): Row {
  return Object.fromEntries(Object.entries(row).filter(([key]) => key !== name));
}

/** What has to be there, and nothing more. */
function smallestRow(columns: Columns): Row {
  const required = [...columns.values()].filter((column) => column.required && !column.fallback);
  return Object.fromEntries(required.map((column) => [column.name, smallestValue(column)]));
}

function smallestValue(column: Column): unknown {
  const accepts = acceptsOf(column);
  const likely = column.type?.type.kind === 'integer' || column.type?.type.kind === 'number' ? [0] : ['a'];
  return [...likely, ...smallestFirst(valuesOf(column, column))].find((one) => one !== null && accepts(one)) ?? null;
}

/** Of every type one, and the edges of what both versions say. */
function valuesOf(base: Column, head: Column): unknown[] {
  const own = [base, head].flatMap((column) => [
    ...(column.type ? ofType(column.type.type) : []),
    ...(column.accepted?.values.map(({ value }) => (typeof value === 'bigint' ? String(value) : value)) ?? []),
    ...[...column.limits].flatMap(([name, limit]) => ofLimit(name, limit)),
  ]);
  const members = base.members || head.members ? rowsOf(base.members ?? new Map(), head.members ?? new Map()) : [];
  const [was, is] = [base.items, head.items];
  const item = was ?? is;
  const lists = item ? valuesOf(item, is ?? item).flatMap((value) => [[value], [value, value]]) : [];
  // A number fits a column of texts, and would only puzzle there.
  const areTexts = [base, head].every(({ type }) => type?.type.kind === 'string');
  const plain = areTexts ? PLAIN.filter((value) => value === null || typeof value === 'string') : PLAIN;
  return [...plain, ...own, ...members, ...lists];
}

const PLAIN: readonly unknown[] = [
  ...[null, 0, 1, -1, 0.5, true, '', 'a', [], {}],
  ...['2000-01-01', '2000-01-01T00:00:01', '2000-01-01T00:00:01Z', '00:00:00', '00000000-0000-0000-0000-000000000000'],
];

const LONGEST = 10_000;

function ofType(type: Type): unknown[] {
  switch (type.kind) {
    case 'integer':
      return (rangeOf(type) ?? []).flatMap((bound) => [bound - 1n, bound, bound + 1n]).map(asJson);
    case 'decimal': {
      const [whole, fraction] = ['9'.repeat(Math.max(0, type.precision - type.scale)) || '0', '0'.repeat(type.scale)];
      return [whole, `1${whole.replaceAll('9', '0')}`, `0.${fraction}1`, `0.${fraction.slice(1)}1`];
    }
    case 'number':
      return [1e300];
    case 'string':
      return type.length === undefined ? [] : texts(type.length);
    case 'array':
      return type.items ? ofType(type.items).map((value) => [value]) : [];
    default:
      return [];
  }
}

/** What no double holds as its digits. */
function asJson(value: bigint): unknown {
  return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
}

function texts(length: number): string[] {
  return [length - 1, length, length + 1].filter((one) => one >= 0 && one <= LONGEST).map((one) => 'a'.repeat(one));
}

function ofLimit(name: LimitName, { value }: Limit): unknown[] {
  if (name === 'pattern') return [textFor(String(value)) ?? ''];
  if (typeof value === 'string') return [value];
  if (name === 'min-length' || name === 'max-length') return texts(value);
  if (name === 'min-items' || name === 'max-items')
    return [value - 1, value, value + 1].filter((one) => one >= 0 && one <= 100).map((one) => Array(one).fill(0));
  if (name === 'multiple-of') return [value, 1.5 * value];
  return [value - 1, value - 0.5, value, value + 0.5, value + 1];
}
