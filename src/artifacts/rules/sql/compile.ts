/**
 * Makes a stage of a query. It is asked for each document by itself, as over a table of one row: in one statement for many
 * documents, with the query in a lateral join, so that a row's number says whose answer it is.
 */
import { ArtifactError } from '../../../errors.ts';
import type { Artifact, Beside, Document, Outcome, Stage } from '../../engine.ts';
import { checkQuery, type Parsed } from './check.ts';
import { type Columns, columnsOf, projection, rowOf, structure, tableOf } from './columns.ts';
import { type Locked, openLocked } from './locked.ts';
import { resolveTemplate } from './template.ts';
import { fromText, toText } from './values.ts';

/** Throws ArtifactError, at its line, for what is no query over the table `input`. */
export async function compile(artifact: Artifact): Promise<Stage> {
  const query = resolveTemplate(artifact).replace(/[\s;]+$/, '');
  const held: Held = { database: await openLocked(artifact.path), file: artifact.path };
  let parsed: Parsed;
  try {
    parsed = await checkQuery(held.database, query, artifact.path);
    await checkTypes(held.database, declaredIn(artifact), artifact.path);
  } catch (error) {
    held.database.close();
    throw error;
  }
  const { unreplayable } = parsed;
  const asked: Asked = { query, reads: parsed.reads, readsParams: parsed.readsParams, declared: declaredIn(artifact) };
  let turn: Promise<unknown> = Promise.resolve();
  return {
    run(batch, beside) {
      if (unreplayable !== undefined) return batch.map(() => ({ outcome: 'unreplayable', reason: unreplayable }));
      // A connection answers one statement at a time.
      const outcomes = turn.then(() => runBatch(held, asked, batch, beside));
      turn = outcomes.catch(() => {});
      return outcomes;
    },
    [Symbol.asyncDispose]: async () => held.database.close(),
  };
}

/** After an error of its own DuckDB answers nothing any more: then there is another. */
interface Held {
  database: Locked;
  readonly file: string;
}

interface Asked {
  readonly query: string;
  readonly reads: ReadonlySet<string> | undefined;
  readonly readsParams: boolean;
  readonly declared: Columns;
}

function declaredIn({ options }: Artifact): Columns {
  return new Map(Object.entries((options?.columns ?? {}) as Record<string, string>));
}

/** Throws ArtifactError for a type that DuckDB has not. */
async function checkTypes(database: Locked, declared: Columns, file: string): Promise<void> {
  for (const [name, type] of declared) {
    try {
      await database.rows(`SELECT CAST(NULL AS ${type})`, [], 1);
    } catch (cause) {
      const message = `the column ${name} is of no type of DuckDB: ${type}`;
      throw new ArtifactError([{ file, line: 1, column: 1, message }], { cause });
    }
  }
}

/** Documents whose members are of the same types are asked for together. */
async function runBatch(
  held: Held,
  asked: Asked,
  batch: readonly Document[],
  { params }: Beside = {},
): Promise<Outcome[]> {
  const outcomes: Outcome[] = batch.map(() => NO_ROW);
  const groups = new Map<string, { columns: Columns; places: number[] }>();
  for (const [place, document] of batch.entries()) {
    if (!isMapping(document)) {
      outcomes[place] = { outcome: 'failed', reason: 'the document is no object, so it has no columns' };
      continue;
    }
    const columns = columnsOf(document, asked.declared, asked.reads);
    if (columns.size > MOST_COLUMNS) {
      outcomes[place] = { outcome: 'failed', reason: `the document has more than ${MOST_COLUMNS} members` };
      continue;
    }
    const key = JSON.stringify([...columns]);
    const group = groups.get(key) ?? { columns, places: [] };
    groups.set(key, group);
    group.places.push(place);
  }
  for (const { columns, places } of groups.values()) {
    const sql = statement(asked, columns, params);
    await answer(held, sql, places, (place) => rowOf(batch[place] as Row, columns, place), outcomes);
  }
  return outcomes;
}

const MOST_COLUMNS = 500;
const NO_ROW: Outcome = { outcome: 'failed', reason: 'the query gave no row for the document' };
const SEVERAL: Outcome = { outcome: 'failed', reason: 'the query gave several rows for the document' };

/** The query for each row of a table of documents; $1 are these as JSON. */
function statement({ query, readsParams }: Asked, columns: Columns, params: unknown): (isSingle: boolean) => string {
  const own = isMapping(params) && readsParams ? columnsOf(params, new Map()) : undefined;
  const paramsTable = own ? `, params AS (${tableOf(own, params as object)})` : '';
  const from = `SELECT unnest(from_json_strict($1, ${literal(structure(columns))}), max_depth := 2)`;
  return (isSingle) =>
    `SELECT r.__row, to_json(q) FROM (${from}) AS r, LATERAL (WITH input AS (SELECT ${projection(columns)})${paramsTable} SELECT * FROM (\n${query}\n)${isSingle ? ' LIMIT 2' : ''}) AS q`;
}

/** Puts the outcomes of these documents at their places; where one breaks the statement, each is asked for by itself. */
async function answer(
  held: Held,
  sql: (isSingle: boolean) => string,
  places: readonly number[],
  row: (place: number) => object,
  outcomes: Outcome[],
): Promise<void> {
  const isSingle = places.length === 1;
  try {
    const table = toText(places.map(row));
    const rows = await held.database.rows(sql(isSingle), [table], 2 * places.length);
    if (!isSingle && rows.length > 2 * places.length) throw new Error('too many rows');
    const seen = new Set<number>();
    for (const [number, result] of rows) {
      const place = Number(number);
      outcomes[place] = seen.has(place) ? SEVERAL : { outcome: 'ok', value: fromText(String(result)) };
      seen.add(place);
    }
  } catch (error) {
    await mend(held, error);
    const [place] = places;
    if (isSingle && place !== undefined) outcomes[place] = { outcome: 'failed', reason: explain(error) };
    else for (const half of halves(places)) await answer(held, sql, half, row, outcomes);
  }
}

function halves(places: readonly number[]): (readonly number[])[] {
  const middle = Math.ceil(places.length / 2);
  return [places.slice(0, middle), places.slice(middle)];
}

async function mend(held: Held, error: unknown): Promise<void> {
  if (!/INTERNAL Error|FATAL Error|invalidated/.test(String(error))) return;
  held.database.close();
  held.database = await openLocked(held.file);
}

/** Messages of DuckDB may hold what a record holds; its kinds of errors do not, and names of columns that it lacks are the query's. */
function explain(error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  const column = /Referenced column "([^"]+)" not found/.exec(message)?.[1];
  if (column !== undefined) return `the query reads the column ${column}, which the document has not`;
  const kind = /^(\w[\w ]*?) Error/.exec(message)?.[1]?.toLowerCase();
  return kind === undefined ? 'the query broke' : `the query broke: ${kind} error`;
}

type Row = Readonly<Record<string, unknown>>;

function isMapping(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
