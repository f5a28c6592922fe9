/** What differs between two versions of the tables of a file, with what it does to those who read and write rows. */

import { listed, ownTarget } from './across.ts';
import { compareColumns } from './compare-columns.ts';
import type { Finding } from './finding.ts';
import { type Key, keyText, type Relationship, type Spot, type Table } from './model.ts';
import { counterparts } from './pair.ts';
import { otherTarget, type Related } from './related.ts';

type Tables = readonly Table[];

interface Beside {
  /** Where head is, for a table that it has no more. */
  readonly nowhere: Spot;
  /** What each side says of other tables whose rows are recorded. */
  readonly related: Readonly<Record<'base' | 'head', Related>>;
}

export function compareTables(base: Tables, head: Tables, { nowhere, related }: Beside): Finding[] {
  const [was, is] = [base[0], head[0]];
  if (was && is && base.length === 1 && head.length === 1 && was.name !== is.name) {
    return [renamed(was, is), ...compareTable(was, is, related)];
  }
  const before = new Map(base.map((table) => [table.name, table]));
  const after = new Map(head.map((table) => [table.name, table]));
  return [
    ...head.flatMap((table) => {
      const own = before.get(table.name);
      return own ? compareTable(own, table, related) : [added(table)];
    }),
    ...base.filter(({ name }) => !after.has(name)).map((table) => removed(table, head.at(-1)?.spot ?? nowhere)),
  ];
}

function renamed(base: Table, head: Table): Finding {
  return {
    ...{ change: 'table-renamed', message: `${base.name} renamed to ${head.name}`, at: head.spot },
    ...{ base: base.spot, head: head.spot, accepts: true, rejects: false, compatibility: 'breaking' },
  };
}

function added({ name, spot }: Table): Finding {
  return {
    ...{ change: 'table-added', message: `${name} added`, at: spot, head: spot },
    ...{ accepts: false, rejects: false, compatibility: 'safe' },
  };
}

function removed({ name, spot }: Table, at: Spot): Finding {
  return {
    ...{ change: 'table-removed', message: `${name} removed`, at, base: spot },
    ...{ accepts: true, rejects: true, compatibility: 'breaking' },
  };
}

function compareTable(base: Table, head: Table, related: Beside['related']): Finding[] {
  const { pairs, removed, added } = counterparts(base.columns, head.columns);
  const names = new Map(pairs.map(([was, is]) => [was.name, is.name]));
  const kept = withNames(base, names, new Set(removed.map(({ name }) => name)));
  const known = withNames(head, new Map(), new Set(added.map(({ name }) => name)));
  return [
    ...compareColumns(base.columns, head.columns, head.spot, head.label),
    ...comparePrimaryKey(kept, { ...known, ...(head.primaryKey && { primaryKey: head.primaryKey }) }),
    ...compareUniques(kept, known),
    ...compareRelationships(kept, known, related),
    ...compareRules(kept, known),
  ];
}

/** As head calls its columns, and without keys of columns that the other side lacks: their own edits tell of them. */
function withNames(table: Table, names: ReadonlyMap<string, string>, others: ReadonlySet<string>): Table {
  const { primaryKey, uniques, relationships } = table;
  const named = <K extends Key>(key: K): K => ({ ...key, columns: key.columns.map((name) => names.get(name) ?? name) });
  const isKept = ({ columns }: Key) => !columns.some((name) => others.has(name));
  return {
    ...table,
    ...(primaryKey && { primaryKey: named(primaryKey) }),
    uniques: uniques.filter(isKept).map(named),
    relationships: relationships.filter(isKept).map(named),
  };
}

/** Head asks for more, or promises less; whether any rows differ only all of them together tell. */
const ASKS = { accepts: false, compatibility: 'risky' } as const;
const LETS = { rejects: false, compatibility: 'risky' } as const;
const OTHER = { compatibility: 'risky' } as const;
/** And no recorded rows do. */
const ELSEWHERE = { acrossRecords: true } as const;

function comparePrimaryKey(base: Table, head: Table): Finding[] {
  const [was, is] = [base.primaryKey, head.primaryKey];
  const of = head.label;
  if (was && is) {
    if (keyText(was) === keyText(is)) return [];
    const message = `${of}: primary key ${listed(was)} became ${listed(is)}`;
    return [{ change: 'primary-key-changed', message, at: is.spot, base: was.spot, head: is.spot, ...OTHER }];
  }
  if (is) {
    const message = `${of}: primary key ${listed(is)} added`;
    return [{ change: 'primary-key-added', message, at: is.spot, head: is.spot, ...ASKS }];
  }
  if (!was) return [];
  const message = `${of}: primary key ${listed(was)} removed`;
  return [{ change: 'primary-key-removed', message, at: heldAt(was, head), base: was.spot, ...LETS }];
}

function compareUniques(base: Table, head: Table): Finding[] {
  const [was, is] = [keyed(base.uniques), keyed(head.uniques)];
  const of = head.label;
  return [
    ...[...is].flatMap(([text, key]): Finding[] => {
      if (was.has(text)) return [];
      const message = `${of}: ${listed(key)} must now be unique`;
      return [{ change: 'unique-added', message, at: key.spot, head: key.spot, ...ASKS }];
    }),
    ...[...was].flatMap(([text, key]): Finding[] => {
      if (is.has(text)) return [];
      const message = `${of}: ${listed(key)} need no longer be unique`;
      return [{ change: 'unique-removed', message, at: heldAt(key, head), base: key.spot, ...LETS }];
    }),
  ];
}

function keyed(keys: readonly Key[]): ReadonlyMap<string, Key> {
  return new Map(keys.map((key) => [keyText(key), key]));
}

function compareRelationships(base: Table, head: Table, related: Beside['related']): Finding[] {
  const of = head.label;
  const left = [...base.relationships];
  const take = (is: (one: Relationship) => boolean): Relationship | undefined => {
    const index = left.findIndex(is);
    return index < 0 ? undefined : left.splice(index, 1)[0];
  };
  const open = head.relationships.filter((own) => !take((one) => sameColumns(one, own) && one.to === own.to));
  const outside = (table: Table, one: Relationship) =>
    ownTarget(one, table) || otherTarget(one, table === base ? related.base : related.head) ? {} : ELSEWHERE;
  const found = open.map((own): Finding => {
    const was = take((one) => sameColumns(one, own));
    const place = { at: own.spot, head: own.spot };
    if (!was) {
      const message = `${of}: ${listed(own)} must now be in ${own.to}`;
      return { change: 'relationship-added', message, ...place, ...ASKS, ...outside(head, own) };
    }
    const message = `${of}: ${listed(own)} was to be in ${was.to} and is to be in ${own.to}`;
    const isOutside = { ...outside(head, own), ...outside(base, was) };
    return { change: 'relationship-changed', message, ...place, base: was.spot, ...OTHER, ...isOutside };
  });
  const gone = left.map((was): Finding => {
    const message = `${of}: ${listed(was)} need no longer be in ${was.to}`;
    const place = { at: heldAt(was, head), base: was.spot };
    return { change: 'relationship-removed', message, ...place, ...LETS, ...outside(base, was) };
  });
  return [...found, ...gone];
}

/** In their order, since each goes with one of the other table's. */
function sameColumns(one: Key, other: Key): boolean {
  return one.columns.join('\n') === other.columns.join('\n');
}

function compareRules(base: Table, head: Table): Finding[] {
  const of = head.label;
  const [was, is] = [base, head].map(({ rules }) => new Map(rules.map((rule) => [rule.text, rule])));
  return [
    ...[...(is ?? [])].flatMap(([text, { spot }]): Finding[] =>
      was?.has(text)
        ? []
        : [
            {
              change: 'rule-added',
              message: `${of}: rule added: ${text}`,
              at: spot,
              head: spot,
              ...ASKS,
              ...ELSEWHERE,
            },
          ],
    ),
    ...[...(was ?? [])].flatMap(([text, { spot }]): Finding[] => {
      if (is?.has(text)) return [];
      const message = `${of}: rule removed: ${text}`;
      return [{ change: 'rule-removed', message, at: head.spot, base: spot, ...LETS, ...ELSEWHERE }];
    }),
  ];
}

/** Where its first column stands, which head may still have. */
function heldAt({ columns: [first = ''] }: Key, { columns, spot }: Table): Spot {
  return columns.get(first)?.spot ?? spot;
}
