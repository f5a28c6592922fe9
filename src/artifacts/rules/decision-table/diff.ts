/** Edits between two tables: a row is one, and so is what rows newly leave open or say twice. */
import type { Artifact, Edit, Engine } from '../../engine.ts';
import type { InFiles, Language } from '../../language.ts';
import { assertNoDuplicateKeys } from '../../parse.ts';
import { type Compared, compareTables, SILENT, type TableChange } from './compare.ts';
import { newFindings } from './findings.ts';
import type { RowPart } from './parts.ts';
import { isSeparated, readTable } from './read.ts';
import type { Table } from './table.ts';
import { writeCsv, writeJson } from './write.ts';

/** An edit with the changes that make it, by their places among all; none for what follows from others. */
interface Caused {
  readonly edit: Edit;
  readonly changes: readonly number[];
}

export function diffTables(engine: Pick<Engine, 'id' | 'version' | 'kind'>, base: Artifact, head: Artifact): Edit[] {
  return causedEdits(engine, base, head).map(({ edit }) => edit);
}

function causedEdits(engine: Pick<Engine, 'id' | 'version' | 'kind'>, base: Artifact, head: Artifact): Caused[] {
  const [from, to] = [readTable(base), readTable(head)];
  if (base !== head && !isSeparated(head.path)) assertNoDuplicateKeys(head);
  const { changes } = compareTables(from, to);
  const common = { artifact: to.file, kind: engine.kind, engine: `${engine.id}@${engine.version}` } as const;
  const caused = changes.flatMap((change, index): Caused[] => {
    if (change.kind === 'row' && change.moved && !change.head) return [];
    const source = change.kind === 'row' && change.moved ? sourceOf(change, changes) : -1;
    const edit: Edit = {
      ...common,
      ...placeOf(change, from, to, head),
      compatibility: 'risky',
      ...say(change, changes[source], from, to),
    };
    return [{ edit, changes: source === -1 ? [index] : [source, index] }];
  });
  const findings = changes.length === 0 ? [] : newFindings(from, to);
  for (const { change, message, row } of findings) {
    const place = row ? rowPlace(row, head) : { lines: lastLine(to) };
    caused.push({
      edit: { ...common, ...place, compatibility: 'risky', change: `${change}-found`, message },
      changes: [],
    });
  }
  return caused.sort((a, b) => (a.edit.lines?.[0] ?? 0) - (b.edit.lines?.[0] ?? 0));
}

/** The row that came where this one moved to, by its place among the changes. */
function sourceOf(change: TableChange, changes: readonly TableChange[]): number {
  return changes.indexOf(change) - 1;
}

type Placing = Pick<Edit, 'pointer' | 'basePointer' | 'selector' | 'lines'>;

function rowPlace({ pointer, name, lines }: RowPart['row'], head: Artifact): Placing {
  return pointer === undefined ? { selector: name, lines } : { pointer: (head.pointer ?? '') + pointer, lines };
}

function placeOf(change: TableChange, base: Table, table: Table, head: Artifact): Placing {
  if (change.kind !== 'row') return { lines: table.settingLines[change.kind] ?? table.settingLines.table };
  if (change.head) {
    const before = change.base?.row.pointer;
    const isElsewhere = before !== undefined && before !== change.head.row.pointer;
    return { ...rowPlace(change.head.row, head), ...(isElsewhere && { basePointer: (head.pointer ?? '') + before }) };
  }
  const { row } = change.base ?? { row: base.rows[0] };
  if (!row) return { lines: lastLine(table) };
  const next = table.rows[row.number - 1] ?? table.rows.at(-1);
  const { pointer, name } = row;
  const place = pointer === undefined ? { selector: name } : { pointer: (head.pointer ?? '') + pointer };
  return { ...place, lines: next?.lines ?? table.settingLines.table };
}

function lastLine({ rows, settingLines }: Table): readonly [number, number] {
  return rows.at(-1)?.lines ?? settingLines.table;
}

function say(
  change: TableChange,
  source: TableChange | undefined,
  base: Table,
  head: Table,
): Pick<Edit, 'change' | 'message'> {
  switch (change.kind) {
    case 'hit':
      return { change: 'hit-policy-changed', message: `hit policy ${base.hit} became ${head.hit}` };
    case 'outputs':
      return { change: 'outputs-changed', message: `outputs ${namesOf(base)} became ${namesOf(head)}` };
    case 'default':
      return {
        change: 'default-changed',
        message: `default ${shortened(base.otherwise)} became ${shortened(head.otherwise)}`,
      };
    case 'row': {
      const { base: one, head: other } = change;
      if (source?.kind === 'row' && other) {
        return { change: 'row-moved', message: `row ${source.base?.row.number} moved to ${other.row.number}` };
      }
      if (one && other) return { change: 'row-changed', message: `${other.row.name}: ${differences(one, other)}` };
      if (other) return { change: 'row-added', message: `added ${other.row.name}: ${brief(other)}` };
      return { change: 'row-removed', message: `removed ${one?.row.name}: ${one ? brief(one) : ''}` };
    }
    default:
      return change satisfies never;
  }
}

function differences(one: RowPart, other: RowPart): string {
  const said = ([name, from, to]: readonly [string, string, string]) => `${name} ${from} became ${to}`;
  const whens = changed(one.when, other.when, '-');
  const thens = changed(one.then, other.then, 'nothing');
  return cut([...whens, ...thens].map(said).join('; '));
}

function changed(one: RowPart['when'], other: RowPart['when'], none: string): (readonly [string, string, string])[] {
  const names = [...new Set([...one.keys(), ...other.keys()])];
  return names
    .filter((name) => one.get(name) !== other.get(name))
    .map((name) => [name, one.get(name) ?? none, other.get(name) ?? none] as const);
}

/** `amount > 100, tier "gold" → "review"`. */
function brief({ when, then }: RowPart): string {
  const conditions = [...when].map(([name, text]) => `${name} ${text}`).join(', ');
  return cut(`${conditions || 'whatever comes'} → ${[...then.values()].join(', ')}`);
}

function namesOf({ outputs }: Table): string {
  return cut(outputs.map(({ name, values }) => (values ? `${name} (${values.join(', ')})` : name)).join(', '));
}

function shortened(value: unknown): string {
  return value === undefined ? 'nothing' : cut(JSON.stringify(value));
}

function cut(text: string): string {
  return text.length <= 120 ? text : `${text.slice(0, 119)}…`;
}

/** Tables taken apart into what they say of themselves and their rows. */
export function languageOf(engine: Pick<Engine, 'id' | 'version' | 'kind'>): Language<TableChange> {
  return {
    patch(base, head) {
      const [from, to] = [base, head].map(({ path, content }) =>
        readTable({ path, kind: engine.kind, files: new Map([[path, content]]) }),
      ) as [Table, Table];
      const compared = compareTables(from, to);
      return {
        changes: compared.changes,
        path: base.path,
        write: (isApplied) => mixed(from, to, compared, isApplied)(isSeparated(base.path) ? writeCsv : writeJson),
      };
    },
    assign(base, head, changes) {
      const caused = causedEdits(engine, base, head);
      const own = changes.map((_, place) => caused.findIndex((one) => one.changes.includes(place)));
      // Rows of one table do not fit the other's outputs.
      const isWhole = changes.some(({ kind }: InFiles<TableChange>) => kind === 'outputs');
      return own.map((index) => (isWhole ? [...new Set(own)] : [index]));
    },
  };
}

/** A table of parts of both, for whoever writes it. */
function mixed(
  base: Table,
  head: Table,
  { changes, rows }: Compared,
  isApplied: (change: TableChange) => boolean,
): (write: typeof writeJson) => string {
  const sideOf = (kind: TableChange['kind']): Table => {
    const change = changes.find((one) => one.kind === kind);
    return change && isApplied(change) ? head : base;
  };
  const kept = rows.flatMap(({ base: one, head: other, change }) => {
    const takesHead = change !== undefined && change !== SILENT && isApplied(change);
    return (takesHead ? other : one) ?? [];
  });
  return (write) => write({ hit: sideOf('hit'), outputs: sideOf('outputs'), otherwise: sideOf('default') }, kept, base);
}
