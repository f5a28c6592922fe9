/** What rows leave open or say twice, each with inputs that show it. */
import { isSingle } from './hit-policy.ts';
import { samplesOf } from './samples.ts';
import { findPoint, meetingPoint, type Point } from './search.ts';
import type { Row, Table } from './table.ts';

export interface Finding {
  readonly change: 'overlap' | 'gap' | 'row-unreachable';
  /** `row 2 and row 4 both match where amount is 100`. */
  readonly message: string;
  /** The row that it is about; undefined for a gap. */
  readonly row?: Row;
}

/** Rows beyond which nobody waits for every pair. */
const MOST_ROWS = 400;
const MOST_FINDINGS = 20;

/** Of one table alone. */
export function findingsIn(table: Table): Finding[] {
  const samples = samplesIn(table, table.rows);
  const gap = hasGaps(table) ? findPoint({ samples, without: table.rows }) : undefined;
  return [...overlapsIn(table, () => false), ...unreachableIn(table), ...gapAt(table, gap)];
}

/** What head's table has and base's has not. */
export function newFindings(base: Table, head: Table): Finding[] {
  const known = new Set(base.rows.map(contentOf));
  const isOld = (...rows: readonly Row[]): boolean =>
    base.hit === head.hit && rows.every((row) => known.has(contentOf(row)));
  const before = base.hit === head.hit ? unreachableIn(base).map(({ row }) => row && contentOf(row)) : [];
  const unreachable = unreachableIn(head).filter(({ row }) => row && !before.includes(contentOf(row)));
  return [...overlapsIn(head, isOld), ...unreachable, ...newGap(base, head)];
}

/** Somewhere base has a row and head has none. */
function newGap(base: Table, head: Table): Finding[] {
  const isAlike = String(base.inputs.map(({ name }) => name)) === String(head.inputs.map(({ name }) => name));
  if (!hasGaps(head) || !isAlike) return [];
  const samples = samplesIn(head, [...base.rows, ...head.rows]);
  const point = hasGaps(base)
    ? findPoint({ samples, without: head.rows, within: base.rows })
    : findPoint({ samples, without: head.rows });
  return gapAt(head, point);
}

/** What no row matches has no result. Lists may be empty. */
function hasGaps({ hit, otherwise }: Table): boolean {
  return isSingle(hit) && otherwise === undefined;
}

function overlapsIn(table: Table, isOld: (...rows: readonly Row[]) => boolean): Finding[] {
  const { hit, rows } = table;
  if ((hit !== 'unique' && hit !== 'any') || rows.length > MOST_ROWS) return [];
  const samples = samplesIn(table, rows);
  const findings: Finding[] = [];
  for (const [index, other] of rows.entries()) {
    for (const one of rows.slice(0, index)) {
      if (isOld(one, other) || (hit === 'any' && isSame(one.results, other.results))) continue;
      const point = meetingPoint(samples, one, other);
      if (!point) continue;
      const message = `${one.name} and ${other.name} both match ${where(table, point)}`;
      findings.push({ change: 'overlap', message, row: other });
      if (findings.length === MOST_FINDINGS) return findings;
    }
  }
  return findings;
}

/** Rows that others before them leave nothing to. */
function unreachableIn(table: Table): Finding[] {
  const { hit, rows } = table;
  if (hit !== 'first' || rows.length > MOST_ROWS) return [];
  const samples = samplesIn(table, rows);
  return rows.flatMap((row, index): Finding[] => {
    const before = rows.slice(0, index);
    if (before.length === 0) return [];
    const own = samples.map((values, column) => values.filter((value) => row.tests[column]?.accepts(value)));
    if (own.some((values) => values.length === 0) || findPoint({ samples: own, without: before })) return [];
    return [
      {
        change: 'row-unreachable',
        message: `${row.name} is never reached: rows before it match all that it does`,
        row,
      },
    ];
  });
}

function gapAt(table: Table, point: Point | 'unknown' | undefined): Finding[] {
  if (point === undefined || point === 'unknown') return [];
  return [{ change: 'gap', message: `no row matches ${where(table, point)}` }];
}

function samplesIn({ inputs }: Table, rows: readonly Row[]): (readonly unknown[])[] {
  return inputs.map((input, column) =>
    samplesOf(
      input,
      rows.flatMap(({ tests }) => tests[column] ?? []),
    ),
  );
}

/** `where amount is 100 and customer.tier "gold"`. */
function where({ inputs, rows }: Table, point: Point): string {
  const said = inputs.flatMap(({ name }, column) => {
    const matters = rows.some(({ tests }) => tests[column]?.isAny === false);
    return matters ? [`${name} is ${shown(point[column])}`] : [];
  });
  return said.length === 0 ? 'whatever comes' : `where ${said.join(' and ')}`;
}

function shown(value: unknown): string {
  if (value === 'something else') return 'another text';
  if (value === null) return 'missing';
  const text = JSON.stringify(value);
  return text.endsWith('\\u0001"') ? `just after ${text.slice(0, -7)}"` : text;
}

function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** What a row says, whatever it is called and wherever it stands. */
function contentOf({ tests, results }: Row): string {
  return JSON.stringify([tests.map(({ text }) => text), results]);
}
