/**
 * How often rules of drift speak where nothing was changed: 63 airports and 26 weeks of real flights, ours beside those that other tools have by
 * default. Weeks 14 to 26 are looked at; the 13 before each are what it is compared with.
 */
import { DuckDBInstance } from '@duckdb/node-api';
import type { Point } from '../../src/impact/points.ts';
import { findingsOf } from '../../src/monitor/findings.ts';
import type { Watched } from '../../src/monitor/watched.ts';
import { type Count, countFlights, FLIGHTS, watch } from '../../test/monitor/flights.ts';
import { type Flights, lateIn, peerRules } from '../baselines/peer-rules.ts';
import { atMost, type Benchmark, type Result } from '../benchmark.ts';
import { count } from '../words.ts';

const BASELINE = 13;
const WEEKS_A_YEAR = 52;
/** Openings a series and year. */
const BOUND = 0.5;
/** Of late flights, beyond which a week has to be for ours; peers have none. */
const LIMIT = 0.05;
const SERIES = 'late.share.yes';
/** What is put into one airport after the other to see who finds it; weeks from 0. */
const MINUTES = 10;
const FROM = 17;

/** By airport and week. */
type ByWeek = ReadonlyMap<string, ReadonlyMap<number, Flights>>;

export const falseAlarms: Benchmark = {
  name: 'false-alarms',
  async run() {
    const [airports, counts] = await Promise.all([readFlights(), countFlights()]);
    const [ours, unlimited] = [openings(watched(counts, LIMIT)), openings(watched(counts, 0))];
    const fixed = openings(accepted(counts));
    const looked = [...airports.values()].reduce((sum, weeks) => sum + Math.max(0, weeks.size - BASELINE), 0);
    const yearly = (found: number): number => (found * WEEKS_A_YEAR) / looked;
    const own = `${yearly(ours).toFixed(2)} a series and year (${ours})`;
    const moved = [...airports].map(([origin, weeks]) => [origin, later(weeks)] as const);
    const found = (often: number): string =>
      `${MINUTES} minutes more from week ${FROM + 1} on found at ${often} of ${airports.size} airports`;
    const peers = peerRules.map(({ tool, rule, drifts }): Result => {
      const alarms = alarmsOf(airports, drifts);
      const power = moved.filter(([origin, weeks]) => alarmsOf(new Map([[origin, weeks]]), drifts, FROM).weeks > 0);
      return {
        name: `alarms: ${tool}: ${rule}`,
        ours: own,
        comparedWith: `${yearly(alarms.weeks).toFixed(2)} a series and year`,
        ratio: alarms.weeks === 0 ? Number.NaN : ours / alarms.weeks,
        limitedBy: `${((100 * alarms.weeks) / looked).toFixed(1)} % of weeks, begun ${yearly(alarms.begun).toFixed(2)} times a year; ${found(power.length)}`,
      };
    });
    const power = (how: typeof accepted): string =>
      found(moved.filter(([origin, weeks]) => isFound(counts, origin, weeks, how)).length);
    const what = '3 weeks of late flights, 5 points, against the rest';
    return [
      {
        name: `alarms: ours, ${what}, of ${count(looked)} unchanged airport-weeks, weeks 1 to 13 accepted`,
        ours: `${yearly(fixed).toFixed(2)} a series and year (${fixed})`,
        comparedWith: `${BOUND} a series and year`,
        ...atMost(yearly(fixed) / BOUND, 1),
        limitedBy: `airports share their weather; ${power(accepted)}`,
      },
      {
        name: `alarms: ours, ${what}, where nobody accepts and the 13 weeks move on`,
        ours: own,
        comparedWith: `${BOUND} a series and year`,
        ratio: yearly(ours) / BOUND,
        limitedBy: `what has moved becomes the usual, and moves back; ${power(watched)}`,
      },
      {
        name: 'alarms: ours, without a limit',
        ours: `${yearly(unlimited).toFixed(2)} a series and year (${unlimited})`,
        comparedWith: own,
        ratio: unlimited / ours,
        limitedBy: 'weeks are not exchangeable, which the rank rule would have them',
      },
      ...peers,
    ];
  },
};

/** What opens at the airports, each against the rest of the traffic. */
function openings(all: Watched): number {
  return findingsOf(all, BASELINE).filter(({ signal }) => signal.segment !== undefined).length;
}

/** Each week against the 13 before it. */
function watched(counts: readonly Count[], limit = LIMIT): Watched {
  return watch(counts, { [SERIES]: limit });
}

/** Each week against the first 13, as where the owners have accepted these and nothing since. */
function accepted(counts: readonly Count[]): Watched {
  const own = watched(counts);
  const weeks = own.weeks.slice(0, BASELINE);
  return { ...own, accepted: { week: weeks.at(-1) ?? 0, reason: 'the usual', weeks, parts: new Map() } };
}

/** Every flight of the airport, from a week on. */
function later(weeks: ReadonlyMap<number, Flights>): ReadonlyMap<number, Flights> {
  const shifted = (points: readonly Point[]) => points.map(({ x, weight }) => ({ x: x + MINUTES, weight }));
  return new Map([...weeks].map(([week, own]) => [week, week < FROM ? own : { ...own, delays: shifted(own.delays) }]));
}

function isFound(
  counts: readonly Count[],
  origin: string,
  weeks: ReadonlyMap<number, Flights>,
  how: typeof accepted,
): boolean {
  const first = Math.min(...counts.map(({ week }) => week));
  const moved = counts.map((one) => {
    const own = one.origin === origin ? weeks.get(one.week - first) : undefined;
    return own ? { ...one, late: lateIn(own)[0] } : one;
  });
  const found = findingsOf(how(moved), BASELINE);
  return found.some(({ signal, openedIn }) => signal.segment === origin && openedIn >= first + FROM);
}

/** Weeks that a rule holds to have drifted, and those of them that come after one that has not. */
function alarmsOf(
  airports: ByWeek,
  drifts: (typeof peerRules)[number]['drifts'],
  from = BASELINE,
): { readonly weeks: number; readonly begun: number } {
  let [weeks, begun] = [0, 0];
  for (const own of airports.values()) {
    const inOrder = [...own].sort(([a], [b]) => a - b).map(([, flights]) => flights);
    let before = false;
    for (let place = from; place < inOrder.length; place += 1) {
      const [week, reference] = [inOrder[place], inOrder.slice(place - BASELINE, place)];
      const now = week !== undefined && drifts(week, together(reference), reference);
      weeks += now ? 1 : 0;
      begun += now && !before ? 1 : 0;
      before = now;
    }
  }
  return { weeks, begun };
}

const pooled = new WeakMap<Flights, Flights>();

/** The same for every rule, by the first of the weeks: they are always as many. */
function together(weeks: readonly Flights[]): Flights {
  const [first] = weeks;
  const known = first && pooled.get(first);
  if (known) return known;
  const destinations = new Map<string, number>();
  for (const week of weeks)
    for (const [name, flights] of week.destinations) destinations.set(name, (destinations.get(name) ?? 0) + flights);
  const sum = {
    delays: addUp(weeks.map(({ delays }) => delays)),
    distances: addUp(weeks.map(({ distances }) => distances)),
    destinations,
  };
  if (first) pooled.set(first, sum);
  return sum;
}

function addUp(all: readonly (readonly Point[])[]): Point[] {
  const weights = new Map<number, number>();
  for (const points of all) for (const { x, weight } of points) weights.set(x, (weights.get(x) ?? 0) + weight);
  return [...weights].map(([x, weight]) => ({ x, weight })).sort((a, b) => a.x - b.x);
}

/** Of airports with at least 10,000 flights. */
async function readFlights(): Promise<ByWeek> {
  const connection = await (await DuckDBInstance.create()).connect();
  const counted = async (column: string): Promise<[string, number, string, number][]> => {
    const rows = await connection.runAndReadAll(`
      SELECT origin, datediff('day', DATE '2001-01-01', date::DATE) // 7, ${column}::VARCHAR, count(*)::DOUBLE
      FROM '${FLIGHTS}' WHERE origin IN (SELECT origin FROM '${FLIGHTS}' GROUP BY 1 HAVING count(*) >= 10000)
      GROUP BY ALL ORDER BY ALL`);
    return rows.getRows().map((row) => [String(row[0]), Number(row[1]), String(row[2]), Number(row[3])]);
  };
  const airports = new Map<string, Map<number, Record<keyof Flights, Map<string, number>>>>();
  for (const column of ['delay', 'distance', 'destination'] as const) {
    for (const [origin, week, value, flights] of await counted(column)) {
      const weeks = airports.get(origin) ?? new Map();
      const own = weeks.get(week) ?? { delays: new Map(), distances: new Map(), destinations: new Map() };
      own[`${column}s`].set(value, flights);
      airports.set(origin, weeks.set(week, own));
    }
  }
  connection.closeSync();
  const points = (counts: ReadonlyMap<string, number>) =>
    addUp([[...counts].map(([value, weight]) => ({ x: Number(value), weight }))]);
  return new Map(
    [...airports].map(([origin, weeks]) => [
      origin,
      new Map(
        [...weeks].map(([week, { delays, distances, destinations }]) => [
          week,
          { delays: points(delays), distances: points(distances), destinations },
        ]),
      ),
    ]),
  );
}
