/**
 * Makes a stage of a query. It is asked for each document by itself, as over a table of one row: in one statement for many
 * documents, in which a row's number says whose answer it is.
 */
import { ArtifactError } from '../../../errors.ts';
import type { Artifact, Beside, Document, Outcome, Stage } from '../../engine.ts';
import { checkQuery, type Parsed } from './check.ts';
import type { Columns } from './columns.ts';
import { type Group, groupsOf } from './groups.ts';
import { type Locked, openLocked } from './locked.ts';
import { rowByRow } from './row-by-row.ts';
import { prepareStatement, type Query, type Statement } from './statement.ts';
import { resolveTemplate } from './template.ts';

/** Throws ArtifactError, at its line, for what is no query over the table `input`. */
export async function compile(artifact: Artifact): Promise<Stage> {
  const text = resolveTemplate(artifact).replace(/[\s;]+$/, '');
  const database = await openLocked(artifact.path);
  const declared = declaredIn(artifact);
  let parsed: Parsed;
  let numbered: string | undefined;
  try {
    parsed = await checkQuery(database, text, artifact.path);
    await checkTypes(database, declared, artifact.path);
    numbered = await rowByRow(database, text, parsed.statement);
  } catch (error) {
    database.close();
    throw error;
  }
  const { unreplayable, reads, readsParams } = parsed;
  const asked = new Asked(database, artifact.path, { text, numbered, readsParams });
  let turn: Promise<unknown> = Promise.resolve();
  return {
    run(batch, beside) {
      if (unreplayable !== undefined) return batch.map(() => ({ outcome: 'unreplayable', reason: unreplayable }));
      // A connection answers one statement at a time.
      const outcomes = turn.then(() => runBatch(asked, declared, reads, batch, beside));
      turn = outcomes.catch(() => {});
      return outcomes;
    },
    [Symbol.asyncDispose]: async () => asked.close(),
  };
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

const NO_ROW: Outcome = { outcome: 'failed', reason: 'the query gave no row for the document' };

async function runBatch(
  asked: Asked,
  declared: Columns,
  reads: ReadonlySet<string> | undefined,
  batch: readonly Document[],
  { params }: Beside = {},
): Promise<Outcome[]> {
  const outcomes: Outcome[] = batch.map(() => NO_ROW);
  for (const group of groupsOf(batch, declared, reads, outcomes)) await answer(asked, group, params, outcomes);
  return outcomes;
}

/** Puts the outcomes of these documents at their places; where one breaks the statement, each is asked for by itself. */
async function answer(asked: Asked, group: Group, params: unknown, outcomes: Outcome[]): Promise<void> {
  const { columns, places, rows } = group;
  const isSingle = places.length === 1;
  try {
    const statement = await asked.statementFor(columns, params, isSingle);
    const found = await statement.ask(`[${rows.join(',')}]`, 2 * places.length);
    for (const [place, outcome] of found) outcomes[place] = outcome;
  } catch (error) {
    await asked.mend(error);
    const [place] = places;
    if (isSingle && place !== undefined) outcomes[place] = { outcome: 'failed', reason: explain(error) };
    else for (const half of halves(group)) await answer(asked, half, params, outcomes);
  }
}

function halves({ columns, places, rows }: Group): Group[] {
  const middle = Math.ceil(places.length / 2);
  return [
    { columns, places: places.slice(0, middle), rows: rows.slice(0, middle) },
    { columns, places: places.slice(middle), rows: rows.slice(middle) },
  ];
}

/** Statements are kept that are asked again, as long as there are few of them. */
const MOST_STATEMENTS = 50;

class Asked {
  #database: Locked;
  readonly #file: string;
  readonly #query: Query;
  readonly #statements = new Map<string, Statement>();
  #params: unknown;

  constructor(database: Locked, file: string, query: Query) {
    this.#database = database;
    this.#file = file;
    this.#query = query;
  }

  /** Throws what DuckDB throws. */
  async statementFor(columns: Columns, params: unknown, isSingle: boolean): Promise<Statement> {
    if (params !== this.#params || this.#statements.size >= MOST_STATEMENTS) this.#forget();
    this.#params = params;
    const key = JSON.stringify([isSingle, ...columns]);
    const known = this.#statements.get(key);
    if (known) return known;
    const statement = await prepareStatement(this.#database, this.#query, columns, params, isSingle);
    this.#statements.set(key, statement);
    return statement;
  }

  /** After an error of its own DuckDB answers nothing any more: then there is another. */
  async mend(error: unknown): Promise<void> {
    if (!/INTERNAL Error|FATAL Error|invalidated/.test(String(error))) return;
    this.close();
    this.#database = await openLocked(this.#file);
  }

  close(): void {
    this.#forget();
    this.#database.close();
  }

  #forget(): void {
    for (const statement of this.#statements.values()) statement.close();
    this.#statements.clear();
  }
}

/** Messages of DuckDB may hold what a record holds; its kinds of errors do not, and names of columns that it lacks are the query's. */
function explain(error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  const column = /Referenced column "([^"]+)" not found/.exec(message)?.[1];
  if (column !== undefined) return `the query reads the column ${column}, which the document has not`;
  const kind = /^(\w[\w ]*?) Error/.exec(message)?.[1]?.toLowerCase();
  return kind === undefined ? 'the query broke' : `the query broke: ${kind} error`;
}
