/** Counts the rows of a table where it lies, by what is read of them: only distinct records come back, with how many they are. */
import { createHash } from 'node:crypto';
import { open as openFile } from 'node:fs/promises';
import { countedLine, leftOutLine, unusableLine } from '../counted/lines.ts';
import type { Counted, CountQuestion } from '../reader.ts';
import { createWeekOf } from '../window/week.ts';
import type { RecordFix } from './fix.ts';
import { selectLeaves } from './leaves.ts';
import type { Dialect, Session } from './table.ts';

/** More distinct records are not counted: neither is it quick, nor does counting help. */
export const MOST_DISTINCT = 1_000_000;
/** Rows of a sample. */
const SAMPLED = 200_000;

export interface CountOptions extends CountQuestion {
  /** SQL of the condition that rows meet; undefined: all. */
  readonly condition: string | undefined;
  /** Tokens of the pointers of weir.yml. */
  readonly time: readonly string[] | undefined;
  /** SQL that is the same for rows of the same id; undefined where they have none. */
  readonly id: string | undefined;
  readonly fix: RecordFix;
  readonly mostDistinct?: number;
  fail(message: string, expected: string): Error;
}

export interface CountedRows {
  readonly counted: Counted;
  /** SHA-256 of the file. */
  readonly hash: string;
}

/** Writes a file of counted records. Throws a RecordingError. */
export async function countRows(
  session: Session,
  dialect: Dialect,
  to: string,
  options: CountOptions,
): Promise<CountedRows> {
  const { condition, mostDistinct = MOST_DISTINCT } = options;
  const whole = await writeCounts(session, dialect, to, options, condition, mostDistinct);
  if (whole) return whole;
  const drawn = await drawSample(session, dialect, options, mostDistinct);
  const some = [condition, drawn.condition].filter((one) => one !== undefined).map((one) => `(${one})`);
  const sampled = await writeCounts(session, dialect, to, options, some.join(' AND '), mostDistinct, drawn.rows);
  if (!sampled) throw new Error('a sample that is larger than it was drawn');
  return sampled;
}

/** Undefined where there are more distinct records than so many. @param of rows that the sample is from, if it is one */
async function writeCounts(
  session: Session,
  dialect: Dialect,
  to: string,
  options: CountOptions,
  condition: string | undefined,
  most: number,
  of?: number,
): Promise<CountedRows | undefined> {
  const { wanted, time, zone, fix } = options;
  const weekOf = zone === undefined ? undefined : createWeekOf(zone);
  const leaves = selectLeaves(session.columns, wanted, time, dialect);
  const { timeColumn } = leaves;
  const when = timeColumn && leaves.time;
  const [k, at, w] = ['record', 'at', 'week'].map((name) => dialect.identifier(freeName(name, session))) as Names;
  const week = timeColumn && zone !== undefined ? dialect.week(at, timeColumn, zone) : '0';
  const record = dialect.sound?.(leaves.record) ?? leaves.record;
  const ends = ['min', 'max'].map((end) => (timeColumn ? dialect.json(`${end}(${at})`, timeColumn) : "'null'"));
  const where = condition === undefined ? '' : ` WHERE ${condition}`;
  const sql = `SELECT ${k}, ${dialect.text('count(*)')}, ${ends.join(', ')} FROM (
    SELECT ${k}, ${at}, ${week} AS ${w} FROM (
      SELECT ${record} AS ${k}, ${when ?? '0'} AS ${at} FROM ${session.source}${where}
    ) AS found
  ) AS told GROUP BY ${k}, ${w} ORDER BY ${dialect.ordered(k)}, ${w} LIMIT ${most + 1}`;
  await using out = await openFile(to, 'w');
  const hash = createHash('sha256');
  let lines: string[] = [];
  let first = 0;
  let distinct = 0;
  for await (const [text, count, from, until] of session.rows(sql)) {
    distinct += 1;
    if (distinct > most) return undefined;
    const times = Number(count);
    assertSameWeek(from, until);
    const fixed = fix(text ?? '', from !== 'null');
    lines.push(
      fixed.why === undefined
        ? countedLine({ first, times }, fixed.record, from ?? 'null', until ?? 'null')
        : unusableLine({ first, times }, fixed.why),
    );
    first += times;
    if (lines.length >= LINES_AT_ONCE) await flush();
  }
  if (of !== undefined) lines.push(leftOutLine(Math.max(0, of - first)));
  await flush();
  const sampled = of === undefined ? {} : { sampled: { of: Math.max(of, first) } };
  return { counted: { records: first, distinct, ...sampled }, hash: hash.digest('hex') };

  /** A warehouse may know a zone otherwise. */
  function assertSameWeek(from: string | null | undefined, until: string | null | undefined): void {
    if (!weekOf || from === until || !from || !until) return;
    const [first, last] = [JSON.parse(from), JSON.parse(until)];
    if (first === null || weekOf(first) === weekOf(last)) return;
    throw options.fail(
      `the warehouse begins weeks in ${zone} otherwise than this machine`,
      'time zones of the same year on both',
    );
  }

  async function flush(): Promise<void> {
    const text = lines.join('');
    hash.update(text);
    await out.appendFile(text);
    lines = [];
  }
}

type Names = [string, string, string];

/** Some warehouses take a column's name for the one that SQL gives to something else. */
function freeName(name: string, session: Pick<Session, 'columns'>): string {
  const own = `weir_${name}`;
  return session.columns.some((column) => column.name === own) ? freeName(own, session) : own;
}

const LINES_AT_ONCE = 2000;

/** Rows in all, and which of them are drawn: each id has its own number between 0 and 1. */
async function drawSample(
  session: Session,
  dialect: Dialect,
  { condition, id, seed, fail }: CountOptions,
  most: number,
): Promise<{ readonly rows: number; readonly condition: string }> {
  const many = `a table with more than ${most.toLocaleString('en')} distinct records, as far as steps read them`;
  if (id === undefined) throw fail(many, 'id, by which a sample can be drawn; or a narrower where');
  const where = condition === undefined ? '' : ` WHERE ${condition}`;
  const [counts] = await all(
    session,
    `SELECT ${dialect.text('count(*)')}, ${dialect.text(`count(${id})`)} FROM ${session.source}${where}`,
  );
  const [rows, named] = [Number(counts?.[0]), Number(counts?.[1])];
  if (named < rows)
    throw fail(
      `${many}, ${(rows - named).toLocaleString('en')} of them without an id`,
      'an id in each row, or a narrower where',
    );
  const drawn = dialect.isDrawn(dialect.text(id), seed, Math.min(1, Math.min(SAMPLED, most / 2) / rows));
  const [ids] = await all(
    session,
    `SELECT ${dialect.text('count(*)')}, ${dialect.text(`count(DISTINCT ${id})`)} FROM ${session.source} WHERE ${[
      condition,
      drawn,
    ]
      .filter((one) => one !== undefined)
      .map((one) => `(${one})`)
      .join(' AND ')}`,
  );
  // All rows of an id are drawn together, so they would not be as many independent ones.
  if (ids?.[0] !== ids?.[1])
    throw fail(`${many}, whose id is not another one in each row`, 'an id that tells rows apart, or a narrower where');
  return { rows, condition: drawn };
}

async function all(session: Session, sql: string): Promise<(readonly (string | null)[])[]> {
  return Array.fromAsync(session.rows(sql));
}
