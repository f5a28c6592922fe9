/**
 * Takes the tables of a dump apart, facet by facet of their columns, and writes a mixture of two versions as CREATE TABLE
 * statements, which mean the same and look otherwise.
 */
import type { Artifact } from '../../artifact.ts';
import type { ArtifactFile, Assignment, InFiles, Language } from '../../language.ts';
import { findEdits } from '../table/diff.ts';
import type { Finding } from '../table/finding.ts';
import type { Spot, Table } from '../table/model.ts';
import type { Reader } from '../table/select.ts';
import { openDdl } from './read.ts';
import { columnSql, type Facets, facetsOf, type TableFacets } from './render.ts';

/** One facet that the versions have otherwise. */
export interface Change {
  readonly table: string;
  readonly column?: string;
  /** `type`, `required`, `accepted paid`, `primary-key`. */
  readonly facet: string;
}

export const reader: Reader = {
  open: openDdl,
  alone: (_, table) => mixed(new Map([[table.name, facetsOf(table)]]), new Map(), () => false),
  ...{ option: 'table', one: 'table', many: 'tables', isYaml: false },
};

export const language: Language<Change> = {
  patch(base, head) {
    const [before, after] = [tablesIn(base), tablesIn(head)];
    const changes = changesBetween(before, after);
    const known = new Map(changes.map((change) => [keyOf(change), change]));
    return {
      changes,
      path: base.path,
      write: (isApplied) =>
        mixed(before, after, (change) => {
          const own = known.get(keyOf(change));
          return own !== undefined && isApplied(own);
        }),
    };
  },
  assign: (base, head, changes) => assignChanges(base, head, changes),
};

type Tables = ReadonlyMap<string, TableFacets>;

function tablesIn({ path, content }: ArtifactFile): Tables {
  const { tables } = openDdl({ path, kind: 'schema', files: new Map([[path, content]]) });
  return new Map(tables.map((table: Table) => [table.name, facetsOf(table)]));
}

function keyOf({ table, column = '', facet }: Change): string {
  return JSON.stringify([table, column, facet]);
}

const EMPTY: TableFacets = { facets: new Map(), columns: new Map() };

function changesBetween(base: Tables, head: Tables): Change[] {
  return [...new Set([...base.keys(), ...head.keys()])].flatMap((table) => {
    const [was, is] = [base.get(table) ?? EMPTY, head.get(table) ?? EMPTY];
    const columns = [...new Set([...was.columns.keys(), ...is.columns.keys()])];
    return [
      ...differing(was.facets, is.facets).map((facet) => ({ table, facet })),
      ...columns.flatMap((column) =>
        differing(was.columns.get(column), is.columns.get(column)).map((facet) => ({ table, column, facet })),
      ),
    ];
  });
}

function differing(base: Facets = new Map(), head: Facets = new Map()): string[] {
  return [...new Set([...base.keys(), ...head.keys()])].filter((facet) => base.get(facet) !== head.get(facet));
}

function mixed(base: Tables, head: Tables, isApplied: (change: Change) => boolean): string {
  const statements = [...new Set([...base.keys(), ...head.keys()])].flatMap((table) => {
    const [was, is] = [base.get(table) ?? EMPTY, head.get(table) ?? EMPTY];
    const pick = (before: Facets = new Map(), after: Facets = new Map(), column?: string): Facets => {
      const names = [...new Set([...after.keys(), ...before.keys()])];
      return new Map(
        names.flatMap((facet): [string, string][] => {
          const isNew = isApplied({ table, facet, ...(column !== undefined && { column }) });
          const same = before.get(facet) === after.get(facet);
          const text = same || isNew ? after.get(facet) : before.get(facet);
          return text === undefined ? [] : [[facet, text]];
        }),
      );
    };
    const names = [...new Set([...is.columns.keys(), ...was.columns.keys()])];
    const columns = names.flatMap((name) => columnSql(pick(was.columns.get(name), is.columns.get(name), name)));
    const own = pick(was.facets, is.facets);
    const created = own.get('name');
    if (created === undefined) return [];
    const rest = [...own].filter(([facet]) => facet !== 'name').map(([, text]) => text);
    return [`CREATE TABLE ${created} (\n  ${[...columns, ...rest].join(',\n  ')}\n);\n`];
  });
  return statements.join('\n');
}

function assignChanges(base: Artifact, head: Artifact, changes: readonly InFiles<Change>[]): Assignment[] {
  const findings = findEdits(reader, base, head, '').map(({ found }) => found);
  return changes.map((change) => {
    const found = findings.flatMap((finding, index) => (isAbout(finding, change) ? [index] : []));
    return found.length > 0 ? found : 'with-first';
  });
}

function isAbout({ change: name, message, base, head }: Finding, { table, column, facet }: Change): boolean {
  const names = (selector: string) => [base, head].some((spot: Spot | undefined) => spot?.selector === selector);
  if (name.startsWith('table-')) return names(`table ${table}`);
  if (column !== undefined && !names(`column ${table}.${column}`)) return false;
  if (column === undefined) return names(`table ${table}`) && nameStarts(name, facet);
  if (name.startsWith('column-')) return true;
  if (!facet.startsWith('accepted ')) return nameStarts(name, facet);
  if (name.startsWith('accepted-values')) return true;
  const label = facet.slice('accepted '.length);
  return name.startsWith('accepted-value-') && / accepted value (.*) (?:added|removed)$/s.exec(message)?.[1] === label;
}

/** `required-added` is of `required`, `unique-added` of `unique (email)`. */
function nameStarts(name: string, facet: string): boolean {
  const [kind = ''] = facet.split(' ');
  return name.startsWith(`${kind}-`);
}
