/** What a contract asks of all rows together: keys that no two share, and relationships. */
import { isObject } from '../../../document/is-object.ts';
import type { AcrossRecords } from '../../engine.ts';
import { type Key, keyText, type Relationship, type Table } from './model.ts';
import { counterparts } from './pair.ts';
import { columnOf, otherTarget, parts, type Related, withoutCalls } from './related.ts';
import type { Type } from './types.ts';

/** @param under the version under which the rows were recorded */
export function acrossOf(
  table: Table,
  under: Table | undefined,
  related: Related,
  relatedUnder?: Related,
): AcrossRecords[] {
  const keys = [...(table.primaryKey ? [table.primaryKey] : []), ...table.uniques];
  const unique = [...new Map(keys.map((key) => [keyText(key), key])).values()];
  return [
    ...unique.map((key) => ({
      id: `unique ${keyText(key)}`,
      reason: `${listed(key)} must be unique, and an earlier row has the same`,
      ...keysOf(key.columns, table, under),
    })),
    ...table.relationships.flatMap((one): AcrossRecords[] => {
      const target = ownTarget(one, table);
      if (!target) return elsewhere(one);
      const name = listed({ columns: target });
      return [
        {
          id: `${one.columns.join(', ')} in ${target.join(', ')}`,
          reason: `${listed(one)} must be found in ${name} of some row, and is in none`,
          ...keysOf(one.columns, table, under),
          offered: keysOf(target, table, under).own,
        },
      ];
    }),
  ];

  function elsewhere(one: Relationship): AcrossRecords[] {
    const target = otherTarget(one, related);
    if (!target) return [];
    const { table: name, recording, columns, contract } = target;
    const before = contract && relatedUnder?.tables.find((other) => other.name === contract.name);
    const types = one.columns.map((column) => columnOf(column, table)?.type?.type);
    const folds = columnOf(one.columns[0] ?? '', table)?.folds === true;
    const { reads, own } = keysOf(columns, contract ?? NO_CONTRACT, before, { types, folds });
    return [
      {
        id: `${one.columns.join(', ')} in ${columns.join(', ')} of ${name}`,
        reason: `${listed(one)} must be found in ${listed({ columns })} of some record of recording ${recording}, and is in none`,
        ...keysOf(one.columns, table, under),
        ...{ from: recording, offers: reads, offered: own },
      },
    ];
  }
}

/** Of a table that another file describes. */
const NO_CONTRACT: Pick<Table, 'columns'> = { columns: new Map() };

/** The columns of the same table that a relationship leads to; undefined where it leads to another one. */
export function ownTarget({ to, columns }: Relationship, table: Table): readonly string[] | undefined {
  const { name, inside } = parts(to);
  if (inside !== undefined || isNameOf(name, table)) {
    if (!isNameOf(name, table)) return undefined;
    return inside === undefined ? sameNumber(table.primaryKey?.columns, columns) : known(inside, table, columns);
  }
  const dotted = to.split(/,\s*/).map((one) => /^(.*)\.([^.]+)$/.exec(withoutCalls(one)));
  if (dotted.some((one) => !one || !isNameOf(one[1] ?? '', table))) return undefined;
  return known(
    dotted.map((one) => one?.[2] ?? ''),
    table,
    columns,
  );
}

function isNameOf(name: string, { name: own, label }: Table): boolean {
  const plain = name.replaceAll('"', '').replaceAll('`', '').toLowerCase();
  return plain === 'this' || plain === own.toLowerCase() || plain === label.toLowerCase();
}

function known(names: readonly string[], table: Table, of: readonly string[]): readonly string[] | undefined {
  const found = names.map((name) => columnOf(name.trim(), table)?.name);
  return sameNumber(
    found.filter((name) => name !== undefined),
    of,
  );
}

function sameNumber(columns: readonly string[] | undefined, of: readonly string[]): readonly string[] | undefined {
  return columns?.length === of.length ? columns : undefined;
}

/**
 * Databases take a key with a null in it for unlike all others.
 *
 * @param as what the values are to be compared as, where their own contract does not decide
 */
function keysOf(
  names: readonly string[],
  table: Pick<Table, 'columns'>,
  under: Pick<Table, 'columns'> | undefined,
  as: { readonly types?: readonly (Type | undefined)[]; readonly folds?: boolean } = {},
): Pick<AcrossRecords, 'reads' | 'own'> {
  const before = new Map(
    under && counterparts(under.columns, table.columns).pairs.map(([base, head]) => [head, base] as const),
  );
  const values = names.map((name, index) => {
    const column = columnOf(name, table);
    const base = column && before.get(column);
    const all = [...new Set([name, ...(column?.aliases ?? []), ...(base ? [base.name, ...base.aliases] : [])])];
    const type = as.types ? as.types[index] : column?.type?.type;
    return { names: all, read: readerOf(all, column?.folds ?? as.folds === true), text: textOf(type) };
  });
  const own = (row: unknown): string | undefined => {
    if (!isObject(row)) return undefined;
    let key = '';
    for (const { read, text } of values) {
      const value = read(row);
      if (value === undefined || value === null) return undefined;
      const part = text(value);
      key += `${part.length}:${part}`;
    }
    return key;
  };
  return { reads: values.flatMap((one) => one.names), own };
}

function readerOf(names: readonly string[], folds: boolean) {
  const lower = names.map((name) => name.toLowerCase());
  return (row: Readonly<Record<string, unknown>>): unknown => {
    for (const name of names) if (Object.hasOwn(row, name)) return row[name];
    const found = folds ? Object.keys(row).find((name) => lower.includes(name.toLowerCase())) : undefined;
    return found === undefined ? undefined : row[found];
  };
}

/** Equal for what a database that has loaded both takes for equal. */
function textOf(type: Type | undefined): (value: unknown) => string {
  switch (type?.kind) {
    case 'integer':
    case 'decimal':
    case 'number':
      return numberText;
    case 'timestamp':
      return timeText;
    case 'uuid':
      return (value) => plain(value).toLowerCase().replace(/[{}-]/g, '');
    default:
      return plain;
  }
}

function plain(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'bigint') return String(value);
  return JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? String(inner) : inner)) ?? '';
}

/** `007`, `7` and `7.0` are one number, of any size. */
function numberText(value: unknown): string {
  const text = plain(value);
  const [, sign, whole = '', fraction = ''] = /^([+-]?)0*(\d*)(?:\.(\d*?)0*)?$/.exec(written(text)) ?? [];
  if (sign === undefined || !/\d/.test(text)) return text;
  if (whole === '' && fraction === '') return '0';
  return `${sign === '-' ? '-' : ''}${whole || '0'}${fraction && `.${fraction}`}`;
}

/** `1e21` as digits. */
function written(text: string): string {
  const [, sign = '', whole = '', fraction = '', exponent] =
    /^([+-]?)(\d*)\.?(\d*)[eE]([+-]?\d{1,3})$/.exec(text) ?? [];
  if (exponent === undefined) return text;
  const point = whole.length + Number(exponent);
  const digits = `${'0'.repeat(Math.max(0, -point))}${whole}${fraction}`.padEnd(point, '0');
  const at = Math.max(0, point);
  return `${sign}${digits.slice(0, at)}.${digits.slice(at)}`;
}

/** A moment by its place in time where its zone is known. */
function timeText(value: unknown): string {
  const text = plain(value);
  const [, day, clock = '', fraction = '', zone] =
    /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:[.,](\d*?)0*)? ?(Z|UTC|[+-]\d\d(?::?\d\d)?)?$/.exec(text) ?? [];
  if (day === undefined) return text;
  const rest = fraction && `.${fraction}`;
  if (zone === undefined) return `${day}T${clock.length === 5 ? `${clock}:00` : clock}${rest}`;
  const offset = /^[+-]\d\d$/.test(zone) ? `${zone}:00` : zone === 'UTC' ? 'Z' : zone.replace(/^(...)(\d\d)$/, '$1:$2');
  const moment = Date.parse(`${day}T${clock}${offset}`);
  // A leap second, which Date does not know.
  return Number.isNaN(moment) ? text : `${moment}${rest}`;
}

export function listed({ columns }: Pick<Key, 'columns'>): string {
  return columns.length === 1 ? (columns[0] ?? '') : `(${columns.join(', ')})`;
}
