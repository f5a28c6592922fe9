/** Reads the CREATE TABLE statements of a dump, and what follows them, as contracts. */
import { lineIndex } from '../../../document/places.ts';
import { ArtifactError, type Problem } from '../../../errors.ts';
import type { Artifact } from '../../artifact.ts';
import { textIn } from '../../content.ts';
import { acceptedAt, acceptedBoth, withLimit } from '../table/both.ts';
import type { Accepted, Column, Key, Opened, Relationship, Rule, Spot, Table } from '../table/model.ts';
import { readType, type Type } from '../table/types.ts';
import { readCheck } from './check.ts';
import type { DdlColumn } from './column.ts';
import { Cursor, textOf } from './cursor.ts';
import { statementsOf } from './split.ts';
import { type Constraint, type Database, type DdlTable, emptyDatabase, find, type Mistake } from './state.ts';
import { run } from './statements.ts';
import type { Token } from './tokens.ts';

/** Throws ArtifactError where nothing creates a table, or where a quote never ends. */
export function openDdl(artifact: Artifact): Opened {
  const file = artifact.files.keys().next().value ?? artifact.path;
  const sql = textIn(artifact, file);
  const place = lineIndex(sql);
  const problem = ({ message, token, expected }: Mistake): Problem => ({
    file,
    ...place(token.start),
    message,
    ...(expected !== undefined && { found: `\`${token.written.slice(0, 40)}\``, expected }),
  });
  const database = databaseOf(sql, (mistake) => new ArtifactError([problem(mistake)]));
  if (database.tables.size === 0 && database.mistakes.length === 0) {
    throw new ArtifactError([
      { file, line: 1, column: 1, message: 'no CREATE TABLE in it', expected: 'a table with its columns' },
    ]);
  }
  const reader = new TableReader(database, file, place);
  const tables = [...database.tables.values()].map((table) => reader.read(table));
  return {
    tables,
    mistakes: [...database.mistakes, ...reader.mistakes].map(problem),
    doubts: database.doubts.map(problem),
  };
}

export function databaseOf(sql: string, refuse: (mistake: Mistake) => Error): Database {
  const database = emptyDatabase();
  for (const tokens of statementsOf(sql)) {
    const open = tokens.find(({ kind, text }) => kind === 'sign' && (text === "'" || text === '"' || text === '`'));
    if (open) throw refuse({ message: 'a quote that never ends', token: open, expected: `another ${open.text}` });
    run(tokens, database);
  }
  return database;
}

class TableReader {
  readonly mistakes: Mistake[] = [];
  readonly #database: Database;
  readonly #file: string;
  readonly #place: (offset: number) => { readonly line: number; readonly column: number };

  constructor(database: Database, file: string, place: TableReader['place']) {
    this.#database = database;
    this.#file = file;
    this.#place = place;
  }

  get place() {
    return this.#place;
  }

  read(table: DdlTable): Table {
    const { name, at } = table;
    const constraints = [...table.columns.flatMap(constraintsOf), ...table.constraints];
    const found = new Map<string, Column>();
    for (const column of table.columns) {
      const read = this.#column(column, table);
      if (!found.has(read.name)) found.set(read.name, read);
    }
    const own = new Map([...found.values()].map((column) => [column.name.toLowerCase(), column]));
    const keys = (kind: 'primary' | 'unique') =>
      constraints.flatMap((constraint) => (constraint.kind === kind ? this.#key(constraint, own, table) : []));
    const [primaryKey] = keys('primary');
    const rules: Rule[] = [];
    for (const constraint of constraints) {
      if (constraint.kind === 'check') this.#check(constraint, own, table, rules);
      if (constraint.kind === 'other')
        rules.push({ text: brief(constraint.tokens), spot: this.#spot(constraint.tokens, name) });
    }
    for (const column of primaryKey?.columns ?? []) {
      const held = own.get(column.toLowerCase());
      if (held && !held.required && primaryKey) own.set(column.toLowerCase(), { ...held, required: primaryKey.spot });
    }
    return {
      name,
      label: name.slice(name.lastIndexOf('.') + 1),
      spot: this.#spot([at], `table ${name}`),
      columns: new Map([...own.values()].map((column) => [column.name, column])),
      ...(primaryKey && { primaryKey }),
      uniques: keys('unique'),
      relationships: constraints.flatMap((constraint) => this.#relationship(constraint, own, table)),
      rules,
    };
  }

  #column(column: DdlColumn, table: DdlTable): Column {
    const key = column.name.toLowerCase();
    const spot = (tokens: readonly Token[]) => this.#spot(tokens, `column ${table.name}.${column.name}`);
    const type = column.type && this.#type(column.type.tokens);
    const accepted = column.type && this.#labels(column, column.type.tokens, spot);
    const required = table.required.has(key) ? table.required.get(key) : column.isRequired;
    const fallback = table.fallbacks.has(key) ? table.fallbacks.get(key) : column.fallback;
    return {
      name: column.name,
      aliases: [],
      formerly: table.formerly.get(key) ?? [],
      folds: !column.isQuoted,
      spot: spot(column.tokens),
      ...(type && column.type && { type: { type, spot: spot(column.type.tokens) } }),
      ...(required && { required: spot([required]) }),
      ...(fallback && { fallback: fallbackAt(fallback, spot([fallback.token])) }),
      ...(accepted && { accepted }),
      limits: new Map(),
    };
  }

  /** An enum is a text of certain values, and a domain what it is made of. */
  #type(tokens: readonly Token[]): Type {
    const name = new Cursor(tokens).name()?.text ?? '';
    const domain = find(this.#database.domains, name);
    if (domain && domain.length > 0) return this.#type(domain.filter((token) => token !== tokens[0]));
    if (tokens[0]?.kind === 'word' && ['enum', 'set'].includes(tokens[0].text)) return { kind: 'string' };
    return find(this.#database.enums, name) && tokens.at(-1)?.text !== ']'
      ? { kind: 'string' }
      : readType(textOf(tokens));
  }

  #labels(
    { values }: DdlColumn,
    tokens: readonly Token[],
    spot: (tokens: readonly Token[]) => Spot,
  ): Accepted | undefined {
    const name = new Cursor(tokens).name()?.text ?? '';
    const isList = tokens.at(-1)?.text === ']';
    const labels = values ?? (isList ? undefined : find(this.#database.enums, name));
    if (!labels || labels.length === 0) return undefined;
    return {
      values: labels.map((token) => ({ value: token.text, spot: spot([token]) })),
      spot: spot(values ? tokens : labels),
    };
  }

  #key(constraint: Constraint & { readonly columns: readonly string[] }, own: Columns, table: DdlTable): Key[] {
    const columns = this.#known(constraint.columns, constraint.tokens, own, table);
    return columns ? [{ columns, spot: this.#spot(constraint.tokens, `table ${table.name}`) }] : [];
  }

  #relationship(constraint: Constraint, own: Columns, table: DdlTable): Relationship[] {
    if (constraint.kind !== 'foreign') return [];
    return this.#key(constraint, own, table).map((key) => ({ ...key, to: constraint.to }));
  }

  #known(names: readonly string[], [token]: readonly Token[], own: Columns, table: DdlTable): string[] | undefined {
    const columns = names.map((name) => own.get(name.toLowerCase())?.name);
    const lost = names.find((_, index) => columns[index] === undefined);
    if (lost === undefined) return columns.filter((name) => name !== undefined);
    // The columns of what is inherited from elsewhere are not known.
    if (token && own.size > 0) {
      this.mistakes.push({
        message: `${table.name} has no column ${lost}`,
        token,
        expected: `one of ${[...own.values()]
          .slice(0, 8)
          .map(({ name }) => name)
          .join(', ')}`,
      });
    }
    return undefined;
  }

  #check(
    { check, tokens }: Extract<Constraint, { kind: 'check' }>,
    own: Map<string, Column>,
    table: DdlTable,
    rules: Rule[],
  ): void {
    const checked = readCheck(check);
    const column = checked && own.get(checked.column.toLowerCase());
    if (!checked || !column) {
      rules.push({ text: `check (${brief(check)})`, spot: this.#spot(tokens, `table ${table.name}`) });
      return;
    }
    const spot = this.#spot(tokens, `column ${table.name}.${column.name}`);
    const accepted = acceptedBoth(column.accepted, checked.accepted && acceptedAt(checked.accepted, spot));
    own.set(checked.column.toLowerCase(), {
      ...column,
      ...(accepted && { accepted }),
      limits: checked.limits.reduce(
        (limits, [name, value]) => withLimit(limits, name, { value, spot }).limits,
        column.limits,
      ),
    });
  }

  #spot(tokens: readonly Token[], selector: string): Spot {
    const [first, last] = [tokens[0], tokens.at(-1)];
    const place = this.#place;
    return {
      file: this.#file,
      selector,
      range() {
        const { line, column } = place(first?.start ?? 0);
        const end = place(Math.max(first?.start ?? 0, (last?.end ?? 1) - 1));
        return { line, column, endLine: end.line, endColumn: end.column };
      },
    };
  }
}

type Columns = ReadonlyMap<string, Column>;

function fallbackAt({ text, value }: NonNullable<DdlColumn['fallback']>, spot: Spot): NonNullable<Column['fallback']> {
  return { text, ...(value !== undefined && { value }), spot };
}

/** What a column says of itself, as the table would. */
function constraintsOf({ name, isPrimary, isUnique, reference, checks }: DdlColumn): Constraint[] {
  return [
    ...(isPrimary ? [{ kind: 'primary' as const, columns: [name], tokens: [isPrimary] }] : []),
    ...(isUnique ? [{ kind: 'unique' as const, columns: [name], tokens: [isUnique] }] : []),
    ...(reference ? [{ kind: 'foreign' as const, columns: [name], to: reference.to, tokens: [reference.token] }] : []),
    ...checks.map((check) => ({ kind: 'check' as const, check, tokens: check })),
  ];
}

function brief(tokens: readonly Token[]): string {
  const text = textOf(tokens);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
