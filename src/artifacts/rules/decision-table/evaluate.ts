/** Runs a table on documents: each input is read once, rows are asked in their order. */
import type { Beside, Document, Outcome, Stage } from '../../engine.ts';
import type { CellTest } from './cell.ts';
import type { HitPolicy, Input, Row, Table } from './table.ts';

export function stageOf(table: Table): Stage {
  const decide = deciders[table.hit](table, answersOf(table));
  const readers = table.inputs.map(({ path }) => readerOf(path));
  const rows = table.rows.map(({ tests }) => conditionsOf(tests));
  const evaluate = (document: Document, params: unknown): Outcome => {
    const values = readers.map((read) => read(document, params));
    return decide((from) => nextMatch(rows, values, from));
  };
  return {
    reads: table.inputs.map(({ path }) => path),
    run: (batch, { params }: Beside = {}) => batch.map((document) => evaluate(document, params)),
  };
}

/** Its tests that can fail, with the column of each. */
type Conditions = readonly (readonly [column: number, accepts: (value: unknown) => boolean])[];

function conditionsOf(tests: readonly CellTest[]): Conditions {
  return tests.flatMap(({ isAny, accepts }, column) => (isAny ? [] : [[column, accepts] as const]));
}

/** Index of the first row from `from` on whose tests all hold; the number of rows for none. */
function nextMatch(rows: readonly Conditions[], values: readonly unknown[], from: number): number {
  let index = from;
  for (; index < rows.length; index += 1) {
    const conditions = rows[index] ?? [];
    let holds = true;
    for (let place = 0; holds && place < conditions.length; place += 1) {
      const [column, accepts] = conditions[place] as Conditions[number];
      holds = accepts(values[column]);
    }
    if (holds) return index;
  }
  return index;
}

/** Params stand beside the document, under their name. */
function readerOf(path: Input['path']): (document: Document, params: unknown) => unknown {
  const [first, ...inParams] = path;

  return (document, params) => {
    const isParam = first === 'params' && params !== undefined;
    let value: unknown = isParam ? params : document;
    for (const name of isParam ? inParams : path) {
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return null;
      value = (value as Readonly<Record<string, unknown>>)[name];
    }
    // Whole numbers that no double holds are compared as the nearest double.
    return typeof value === 'bigint' ? Number(value) : value;
  };
}

interface Answers {
  /** Of each row: the value of its only output, or an object. */
  readonly rows: readonly Outcome[];
  readonly none: Outcome;
}

function answersOf({ rows, outputs, otherwise }: Table): Answers {
  const answer = (results: readonly unknown[]): Outcome => {
    const value =
      outputs.length === 1 ? results[0] : Object.fromEntries(outputs.map(({ name }, at) => [name, results[at]]));
    return { outcome: 'ok', value: value ?? null };
  };
  return { rows: rows.map(({ results }) => answer(results)), none: otherwise ? answer(otherwise) : ok(null) };
}

function ok(value: unknown): Outcome {
  return { outcome: 'ok', value };
}

/** Gives the index of the next row that matches, or the number of rows. */
type Match = (from: number) => number;
type Decider = (table: Table, answers: Answers) => (match: Match) => Outcome;

const deciders: Readonly<Record<HitPolicy, Decider>> = {
  first:
    (_table, { rows, none }) =>
    (match) =>
      rows[match(0)] ?? none,
  unique: (table, { rows, none }) => alone(table, rows, none, () => false),
  any: (table, { rows, none }) => {
    const same = rows.map((answer) => JSON.stringify(answer));
    return alone(table, rows, none, (one, other) => same[one] === same[other]);
  },
  priority(table, { rows, none }) {
    const ranks = ranksOf(table);
    return (match) => {
      let best = match(0);
      for (let next = match(best + 1); next < rows.length; next = match(next + 1)) {
        if ((ranks[next] ?? 0) < (ranks[best] ?? 0)) best = next;
      }
      return rows[best] ?? none;
    };
  },
  'rule order': listing,
  collect: listing,
  'collect count': (table) => (match) => ok(matching(match, table.rows).length),
  'collect sum': aggregating((numbers) => numbers.reduce((sum, one) => sum + one, 0)),
  'collect min': aggregating((numbers) => Math.min(...numbers)),
  'collect max': aggregating((numbers) => Math.max(...numbers)),
};

/** At most one row may match, or others that are as good. */
function alone(
  { rows: named }: Table,
  rows: readonly Outcome[],
  none: Outcome,
  isAsGood: (one: number, other: number) => boolean,
): (match: Match) => Outcome {
  return (match) => {
    const first = match(0);
    for (let next = match(first + 1); next < rows.length; next = match(next + 1)) {
      if (isAsGood(first, next)) continue;
      return { outcome: 'failed', reason: `${named[first]?.name} and ${named[next]?.name} both match` };
    }
    return rows[first] ?? none;
  };
}

function listing({ rows }: Table, answers: Answers): (match: Match) => Outcome {
  const values = answers.rows.map((answer) => (answer.outcome === 'ok' ? answer.value : null));
  return (match) => ok(matching(match, rows).map((index) => values[index]));
}

/** Of nothing the result is null, as FEEL has it. */
function aggregating(aggregate: (numbers: readonly number[]) => number): Decider {
  return ({ rows }) => {
    const numbers = rows.map(({ results: [only] }) => Number(only));
    return (match) => {
      const found = matching(match, rows);
      return ok(found.length === 0 ? null : aggregate(found.map((index) => numbers[index] ?? 0)));
    };
  };
}

function matching(match: Match, { length }: readonly Row[]): number[] {
  const found: number[] = [];
  for (let next = match(0); next < length; next = match(next + 1)) found.push(next);
  return found;
}

/** The place of each row among all, by the values of the first output, then of the next. */
function ranksOf({ rows, outputs }: Table): number[] {
  const places = rows.map(({ results }) => outputs.map(({ values = [] }, at) => values.indexOf(results[at])));
  const order = [...rows.keys()].sort((a, b) => {
    const [one, other] = [places[a] ?? [], places[b] ?? []];
    const differing = one.findIndex((place, at) => place !== other[at]);
    return differing === -1 ? 0 : (one[differing] ?? 0) - (other[differing] ?? 0);
  });
  const ranks: number[] = [];
  for (const [rank, row] of order.entries()) {
    const before = order[rank - 1];
    const isSame = before !== undefined && String(places[before]) === String(places[row]);
    ranks[row] = isSame ? (ranks[before] ?? 0) : rank;
  }
  return ranks;
}
