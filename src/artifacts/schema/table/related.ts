/** Tables that a contract's relationships lead to and another recording of weir.yml holds, by the step's `related`. */
import { isObject } from '../../../document/is-object.ts';
import type { Options } from '../../artifact.ts';
import type { Column, Relationship, Table } from './model.ts';

/** The key of a step that says which recording holds which table. */
export const relatedOption = {
  related: {
    type: 'object',
    minProperties: 1,
    additionalProperties: {
      type: 'string',
      minLength: 1,
      description: 'A recording of this weir.yml.',
      examples: ['customers'],
    },
    description: 'Tables to which relationships lead: the recordings that hold their rows.',
    examples: [{ customers: 'customers' }],
  },
} as const;

export interface Related {
  /** Recordings, by the tables as weir.yml calls them. */
  readonly recordings: ReadonlyMap<string, string>;
  /** What the same file holds. */
  readonly tables: readonly Table[];
}

/** Where a relationship leads. */
export interface Target {
  /** As weir.yml calls it. */
  readonly table: string;
  readonly recording: string;
  /** In the order of the relationship's own. */
  readonly columns: readonly string[];
  /** Its contract, where the same file has one. */
  readonly contract: Table | undefined;
}

/** @param tables asked where the step names some recording */
export function relatedOf(options: Options | undefined, tables: () => readonly Table[]): Related {
  const map = options?.related;
  const named = isObject(map) ? Object.entries(map) : [];
  const recordings = new Map(
    named.flatMap(([table, recording]) => (typeof recording === 'string' ? [[table, recording]] : [])),
  );
  return { recordings, tables: recordings.size > 0 ? tables() : [] };
}

/** Undefined where it leads to no table that weir.yml names, or where nothing says to which of its columns. */
export function otherTarget({ to, columns }: Relationship, { recordings, tables }: Related): Target | undefined {
  for (const [table, recording] of recordings) {
    const contract = tables.find(({ name, label }) => isSame(name, table) || isSame(label, table));
    const names = namesIn(to, table) ?? contract?.primaryKey?.columns;
    if (names && leadsTo(to, table)) {
      const found = names.map((name) => (contract && columnOf(name, contract)?.name) ?? plain(name));
      return found.length === columns.length ? { table, recording, columns: found, contract } : undefined;
    }
  }
  return undefined;
}

/** Tables that weir.yml names and no relationship leads to. */
export function unledTo({ relationships }: Table, { recordings }: Related): string[] {
  return [...recordings.keys()].filter((table) => !relationships.some(({ to }) => leadsTo(to, table)));
}

function leadsTo(to: string, table: string): boolean {
  return namesIn(to, table) !== undefined || isSame(parts(to).name, table);
}

/** `customers(id)` and `customers.id`; undefined where no columns are named. */
function namesIn(to: string, table: string): readonly string[] | undefined {
  const { name, inside } = parts(to);
  if (inside !== undefined) return isSame(name, table) ? inside : undefined;
  const dotted = to.split(/,\s*/).map((one) => /^(.*)\.([^.]+)$/.exec(withoutCalls(one)));
  const isAll = dotted.every((one) => one !== null && isSame(one[1] ?? '', table));
  return isAll ? dotted.map((one) => one?.[2] ?? '') : undefined;
}

/** A table, and in brackets its columns. */
export function parts(to: string): { readonly name: string; readonly inside: readonly string[] | undefined } {
  const [, name = '', inside] = /^\s*([^()]*?)\s*(?:\(([^()]*)\))?\s*$/.exec(withoutCalls(to)) ?? [];
  return { name, inside: inside?.split(',').map((one) => one.trim()) };
}

/** dbt's `ref('orders')`, and `{{ this }}`. */
export function withoutCalls(text: string): string {
  return text
    .replace(/[{}]{2}/g, '')
    .trim()
    .replace(/^(?:ref|source)\(\s*(?:['"][^'"]*['"]\s*,\s*)?['"]([^'"]*)['"]\s*\)/, '$1');
}

/** `orders` and `public.orders` are one, too. */
function isSame(one: string, other: string): boolean {
  const [a, b] = [plain(one).toLowerCase(), plain(other).toLowerCase()];
  return a !== '' && (a === b || a.endsWith(`.${b}`) || b.endsWith(`.${a}`));
}

function plain(name: string): string {
  return name.replaceAll(/["`]/g, '').trim();
}

export function columnOf(name: string, { columns }: Pick<Table, 'columns'>): Column | undefined {
  const isCalled = (one: string) => one.toLowerCase() === name.replaceAll('"', '').toLowerCase();
  return columns.get(name) ?? [...columns.values()].find((one) => isCalled(one.name) || one.aliases.some(isCalled));
}
