/** 17 weeks of 10,000 real flights with recorded answers, the newest tampered with by hand: who is named, in that one week. */
import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Monitored } from '../../src/monitor/monitor.ts';
import { FLIGHTS } from './flights.ts';

const WEEKS = 17;
const A_WEEK = 10_000;
const directory = mkdtempSync(join(tmpdir(), 'weir-flights-'));
const cache = mkdtempSync(join(tmpdir(), 'weir-flights-cache-'));
const env = { ...process.env, WEIR_CACHE: cache, GIT_CONFIG_GLOBAL: '/dev/null' };
afterAll(() => {
  for (const folder of [directory, cache]) rmSync(folder, { recursive: true, force: true });
});

interface Flight {
  date: string;
  delay: number | string;
  distance?: number;
  origin: string;
}
interface Line {
  flight: Flight;
  answer: string;
}

const CONFIG = `\
version: 1
recordings:
  flights: { files: week-*.jsonl, input: /flight, output: /answer, time: /flight/date }
pipelines:
  flights:
    recording: flights
    steps: [{ rules: late.json, into: /late }]
    outputs: { late: { at: /late, kind: category } }
    segments: [/origin]
`;
const rule = (minutes: number) => ({ if: [{ '>=': [{ var: 'delay' }, minutes] }, 'late', 'on time'] });
const answer = ({ delay }: Flight, minutes: number) => (Number(delay) >= minutes ? 'late' : 'on time');

let newest: readonly Line[] = [];

function write(week: number, lines: readonly Line[]): void {
  const name = join(directory, `week-${String(week).padStart(2, '0')}.jsonl`);
  writeFileSync(name, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}

beforeAll(async () => {
  const connection = await (await DuckDBInstance.create()).connect();
  const rows = await connection.runAndReadAll(`
    SELECT week, strftime(date, '%Y-%m-%dT%H:%M:%SZ'), delay::DOUBLE, distance::DOUBLE, origin FROM (
      SELECT *, (datediff('day', DATE '2001-01-01', date::DATE) // 7) AS week,
        row_number() OVER (PARTITION BY datediff('day', DATE '2001-01-01', date::DATE) // 7 ORDER BY hash(date, origin, destination, delay)) AS place
      FROM '${FLIGHTS}') WHERE week < ${WEEKS} AND place <= ${A_WEEK} ORDER BY week, date, origin`);
  const lines = rows.getRows().map(([week, date, delay, distance, origin]) => {
    const flight = { date: String(date), delay: Number(delay), distance: Number(distance), origin: String(origin) };
    return { week: Number(week), line: { flight, answer: answer(flight, 30) } };
  });
  connection.closeSync();
  for (let week = 0; week < WEEKS; week += 1) {
    const own = lines.filter((one) => one.week === week).map(({ line }) => line);
    write(week, own);
    newest = own;
  }
  const git = (date: string, ...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@acme.example', ...args], {
      cwd: directory,
      env: { ...env, GIT_COMMITTER_DATE: date, GIT_AUTHOR_DATE: date },
    });
  git('', 'init', '--quiet');
  mkdirSync(join(directory, '.github'));
  writeFileSync(join(directory, '.github/weir.yml'), CONFIG);
  writeFileSync(join(directory, '.gitignore'), '*.jsonl\n');
  for (const [date, minutes, subject] of [
    ['2000-06-01T00:00:00Z', 15, 'Fifteen minutes'],
    ['2000-12-01T00:00:00Z', 30, 'Half an hour'],
  ] as const) {
    writeFileSync(join(directory, 'late.json'), JSON.stringify(rule(minutes)));
    git(date, 'add', '--all');
    git(date, 'commit', '--quiet', '--message', subject);
  }
});

async function monitor(lines: readonly Line[]): Promise<Monitored> {
  write(WEEKS - 1, lines);
  const file = join(directory, 'found.json');
  const main = join(import.meta.dirname, '../../src/cli/main.ts');
  await promisify(execFile)(process.execPath, [main, 'monitor', '--json', file], { cwd: directory, env }).catch(
    ({ code, stderr }: { code: number; stderr: string }) => {
      if (code !== 1) throw new Error(stderr);
    },
  );
  return JSON.parse(readFileSync(file, 'utf8')).pipelines[0];
}

const caused = ({ findings }: Monitored) =>
  findings.map(({ cause, key, field, segment, openedIn }) => ({ cause, key, where: field ?? segment, openedIn }));

/** Every so many-th, beginning at the first. */
function every(share: number, change: (flight: Flight) => Flight): Line[] {
  const step = Math.round(1 / share);
  return newest.map((line, index) => (index % step === 0 ? { ...line, flight: change(line.flight) } : line));
}

describe('the newest of 17 weeks', () => {
  test('untouched opens nothing', async () => {
    expect(caused(await monitor(newest))).toEqual([]);
  });

  test.each([
    ['0.5 %', 0.005],
    ['2 %', 0.02],
    ['all that can', 1],
  ])('of which %s are answered by the older file is production’s', async (name, share) => {
    let left = share * A_WEEK;
    const lines = newest.map(({ flight, answer: given }) => {
      const other = answer(flight, 15);
      const isOld = other !== given && left >= 1;
      if (isOld) left -= 1;
      return { flight, answer: isOld ? other : given };
    });
    const found = await monitor(lines);
    expect(caused(found)).toEqual([
      { cause: 'production', key: 'answers.differ', where: undefined, openedIn: '2001-04-23' },
    ]);
    expect(found.production?.running).toBe(name === 'all that can' ? 0 : 1);
    if (name === '2 %') expect(found.production?.canary?.state).toBe(0);
  });

  test.each([
    [
      'kilometres at O’Hare',
      () =>
        newest.map(({ flight, answer: given }) => ({
          flight: flight.origin === 'ORD' ? { ...flight, distance: (flight.distance ?? 0) * 1.609 } : flight,
          answer: given,
        })),
      { key: 'inputs.jump', where: '/distance' },
    ],
    [
      'text for a number in 0.5 %',
      () => every(0.005, (one) => ({ ...one, delay: `${one.delay}` })),
      { key: 'inputs.unseen', where: '/delay' },
    ],
    [
      'an airport never seen in 0.2 %',
      () => every(0.002, (one) => ({ ...one, origin: 'XXX' })),
      { key: 'inputs.unseen', where: '/origin' },
    ],
    [
      'no distance in 1 %',
      () => every(0.01, ({ distance: _distance, ...one }) => one),
      { key: 'inputs.missing', where: '/distance' },
    ],
  ])('with %s is the input’s, and the field is named', async (_what, lines, expected) => {
    expect(caused(await monitor(lines()))).toEqual([{ cause: 'input', ...expected, openedIn: '2001-04-23' }]);
  });
});
