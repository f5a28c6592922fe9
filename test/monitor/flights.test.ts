/** What the rules say of 26 real weeks, three million flights of 2001, counted by DuckDB; nothing is injected but what is said. */
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { beforeAll, describe, expect, test } from 'vitest';
import type { MonitorConfig } from '../../src/config/config.ts';
import type { Evidence, OutputEvidence, Tally } from '../../src/impact/evidence.ts';
import { type Finding, findingsOf } from '../../src/monitor/findings.ts';
import type { Series } from '../../src/monitor/series.ts';
import type { Watched } from '../../src/monitor/watched.ts';
import { mondayOf } from '../../src/recordings/window/week.ts';
import { pipelineOf } from '../gate/pipeline-of.ts';
import { pipelineEvidence } from '../impact/evidence-of.ts';

const FLIGHTS = join(import.meta.dirname, '../../node_modules/vega-datasets/data/flights-3m.parquet');

interface Count {
  readonly week: number;
  readonly origin: string;
  readonly flights: number;
  readonly late: number;
  readonly paid: number;
  readonly delay: number;
}

let counts: readonly Count[] = [];

beforeAll(async () => {
  const database = await DuckDBInstance.create();
  const connection = await database.connect();
  const rows = await connection.runAndReadAll(`
    WITH large AS (SELECT origin FROM '${FLIGHTS}' GROUP BY 1 HAVING count(*) >= 10000)
    SELECT (epoch(date_trunc('week', date)) / 86400 + 3)::INT / 7 AS week, CASE WHEN origin IN (FROM large) THEN origin ELSE 'other' END, count(*)::DOUBLE,
      count(*) FILTER (delay >= 15)::DOUBLE, count(*) FILTER (delay >= 180)::DOUBLE, sum(delay)::DOUBLE
    FROM '${FLIGHTS}'
    GROUP BY 1, 2`);
  counts = rows.getRows().map(([week, origin, ...numbers]) => {
    const [flights = 0, late = 0, paid = 0, delay = 0] = numbers.map(Number);
    return { week: Number(week), origin: String(origin), flights, late, paid, delay };
  });
  connection.closeSync();
});

const tally = (records: number): Tally => ({ records, weight: records, value: 0 });

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

const share = (name: string): Series => ({
  key: `${name}.share.yes`,
  output: name,
  of: { kind: 'share', value: 'yes' },
});
const LATE = share('late');
const PAID = share('paid');
const DELAY: Series = { key: 'delay.mean', output: 'delay', of: { kind: 'mean' } };

function watch(
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

const nationally = (found: readonly Finding[]) => found.filter(({ signal }) => signal.segment === undefined);
const byAirport = (found: readonly Finding[]) => found.filter(({ signal }) => signal.segment !== undefined);
describe('26 weeks of real flights', () => {
  test('unchanged, open 8 findings at 63 airports', () => {
    const watched = watch(counts, { 'late.share.yes': 0.05 });
    expect(watched.weeks).toHaveLength(26);
    expect(new Set(counts.map(({ origin }) => origin)).size).toBe(63 + 1);
    const found = byAirport(findingsOf(watched, 26));
    expect(found.length).toBeLessThanOrEqual(8);
  });

  test('open one finding of the nation, the calm spring, as traffic; none of what is paid', () => {
    const found = nationally(findingsOf(watch(counts, { 'late.share.yes': 0.02, 'paid.share.yes': 0.0005 }), 26));
    expect(found.map(({ signal }) => [signal.cause, signal.key])).toEqual([['traffic', 'late.share.yes']]);
    // Weeks 17 to 19.
    expect(found.map(({ since, openedIn }) => [mondayOf(since), mondayOf(openedIn)])).toEqual([
      ['2001-04-23', '2001-05-07'],
    ]);
  });

  test('with ten minutes more at one airport from week 18 on, are found at most, and are never a merge', () => {
    const airports = [...new Set(counts.map(({ origin }) => origin))].filter((origin) => origin !== 'other').sort();
    const start = Math.min(...counts.map(({ week }) => week)) + 17;
    let found = 0;
    for (const airport of airports) {
      const moved = counts.map((one) =>
        one.origin === airport && one.week >= start ? { ...one, delay: one.delay + 10 * one.flights } : one,
      );
      const findings = byAirport(findingsOf(watch(moved, { 'delay.mean': 1 }), 9));
      expect(findings.every(({ signal }) => signal.cause === 'traffic')).toBe(true);
      if (findings.some(({ signal }) => signal.segment === airport)) found += 1;
    }
    expect(found / airports.length).toBeGreaterThanOrEqual(0.75);
  });
});
