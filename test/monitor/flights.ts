/** 26 real weeks, three million flights of 2001, counted by DuckDB, as a monitor has them counted. */
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { MonitorConfig } from '../../src/config/config.ts';
import type { Evidence, OutputEvidence, Tally } from '../../src/impact/evidence.ts';
import type { Series } from '../../src/monitor/series.ts';
import type { Watched } from '../../src/monitor/watched.ts';
import { createWeekOf } from '../../src/recordings/window/week.ts';
import { pipelineOf } from '../gate/pipeline-of.ts';
import { pipelineEvidence } from '../impact/evidence-of.ts';

export const FLIGHTS = join(import.meta.dirname, '../../node_modules/vega-datasets/data/flights-3m.parquet');

export interface Count {
  readonly week: number;
  readonly origin: string;
  readonly flights: number;
  readonly late: number;
  /** Of 180 minutes, of 120. */
  readonly paid: number;
  readonly earlier: number;
  /** Of 30 minutes. */
  readonly half: number;
  readonly delay: number;
}

/** Minutes more for every flight from an airport, from a week on. */
export interface Injected {
  readonly origin: string;
  readonly week: number;
  readonly minutes: number;
}

/** By week and airport with at least 10,000 flights. */
export async function countFlights(
  { origin, week, minutes }: Injected = { origin: '', week: 0, minutes: 0 },
): Promise<Count[]> {
  const database = await DuckDBInstance.create();
  const connection = await database.connect();
  const rows = await connection.runAndReadAll(`
    WITH large AS (SELECT origin FROM '${FLIGHTS}' GROUP BY 1 HAVING count(*) >= 10000),
    flights AS (SELECT origin, (epoch(date_trunc('week', date)) / 86400 + 3)::INT / 7 AS week, delay FROM '${FLIGHTS}'),
    moved AS (SELECT origin, week, delay + CASE WHEN origin = '${origin}' AND week >= ${week} THEN ${minutes} ELSE 0 END AS delay FROM flights)
    SELECT week, CASE WHEN origin IN (FROM large) THEN origin ELSE 'other' END, count(*)::DOUBLE,
      count(*) FILTER (delay >= 15)::DOUBLE, count(*) FILTER (delay >= 180)::DOUBLE, count(*) FILTER (delay >= 120)::DOUBLE,
      count(*) FILTER (delay >= 30)::DOUBLE, sum(delay)::DOUBLE
    FROM moved GROUP BY 1, 2 ORDER BY 1, 2`);
  connection.closeSync();
  return rows.getRows().map(([at, name, ...numbers]) => {
    const [flights = 0, late = 0, paid = 0, earlier = 0, half = 0, delay = 0] = numbers.map(Number);
    return { week: Number(at), origin: String(name), flights, late, paid, earlier, half, delay };
  });
}

/** The number of the week that begins on a Monday. */
export const weekOf = createWeekOf();

export const tally = (records: number): Tally => ({ records, weight: records, value: 0 });

function output(name: string, flights: number, shown: number): OutputEvidence {
  const rows = [
    ['"no"', flights - shown],
    ['"yes"', shown],
  ] as const;
  return {
    name,
    kind: 'category',
    total: tally(flights),
    changed: tally(0),
    table: rows.map(([cell, records]) => ({ base: cell, head: cell, ...tally(records) })),
    folded: false,
  };
}

function delays(flights: number, sum: number): OutputEvidence {
  const sums = { records: flights, weight: flights, sum: { base: sum, head: sum }, square: {} };
  return { name: 'delay', kind: 'number', total: tally(flights), changed: tally(0), table: [], folded: false, sums };
}

function evidenceOf(own: readonly Count[]): Evidence {
  const total = (of: (count: Count) => number) => own.reduce((sum, one) => sum + of(one), 0);
  const outputs = (some: readonly Count[]) => {
    const sum = (of: (count: Count) => number) => some.reduce((all, one) => all + of(one), 0);
    const flights = sum((one) => one.flights);
    return [
      output(
        'late',
        flights,
        sum((one) => one.late),
      ),
      output(
        'paid',
        flights,
        sum((one) => one.paid),
      ),
      delays(
        flights,
        sum((one) => one.delay),
      ),
    ];
  };
  return pipelineEvidence(outputs(own), {
    replayed: total((one) => one.flights),
    segments: own.map((one) => ({
      pointer: '/origin',
      value: one.origin === 'other' ? 'other' : JSON.stringify(one.origin),
      total: tally(one.flights),
      outputs: outputs([one]),
    })),
  });
}

export const share = (name: string): Series => ({
  key: `${name}.share.yes`,
  output: name,
  of: { kind: 'share', value: 'yes' },
});
export const LATE = share('late');
export const PAID = share('paid');
export const DELAY: Series = { key: 'delay.mean', output: 'delay', of: { kind: 'mean' } };

export function watch(
  some: readonly Count[],
  limits: Readonly<Record<string, number>>,
  more: Partial<MonitorConfig> = {},
): Watched {
  const byWeek = Map.groupBy(some, ({ week }) => week);
  const weeks = [...byWeek.keys()].sort((a, b) => a - b);
  const evidence = new Map([...byWeek].map(([week, own]) => [week, evidenceOf(own)]));
  return {
    pipeline: pipelineOf({}, { segments: ['/origin'] }),
    states: [
      {
        merge: { commit: 'a', subject: 'first', at: '2000-12-01T00:00:00Z' },
        snapshot: undefined as never,
        digest: '',
      },
    ],
    windows: { pairs: [evidence], recorded: new Map(), counted: 0 },
    rule: {
      ...{ baseline: 13, persist: 3, clear: 2, differing: 0.001, rejected: 0.001, missing: 0.001, unseen: 0.001 },
      labels: { mature: 0.95, coverage: 0.8 },
      ...more,
      limits: new Map(Object.entries(limits)),
    },
    holidays: new Map(),
    inputs: {},
    series: [LATE, PAID, DELAY],
    weeks,
  };
}
