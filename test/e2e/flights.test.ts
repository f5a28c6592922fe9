/** The whole program on 200,000 real flights: verdicts and numbers against arithmetic by hand. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { proposedChanges } from '../../examples/demo/changes.ts';
import { createFlightsRepository, type FlightsRepository, type Rewrites } from '../../examples/demo/repository.ts';
import type { PipelineReport, Report, SegmentReport } from '../../src/report/report.generated.ts';
import {
  changedOf,
  countsOf,
  jensenShannon,
  means,
  populationStability,
  totalVariation,
  transitionsOf,
} from './arithmetic.ts';
import { type Flights, takeFlights } from './flights.ts';
import { type Checked, check, outputOf, pipelineOf, segmentValue, weir } from './weir.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const SCHEMA = 'schemas/flight.schema.json';
const N = 200_000;

const folder = mkdtempSync(join(tmpdir(), 'weir-e2e-'));
let flights: Flights;
let repository: FlightsRepository;
/** Checks of the Parquet recording that have been made, by branch. */
const made = new Map<string, Promise<Checked>>();

beforeAll(async () => {
  flights = await takeFlights(folder);
  repository = makeRepository('parquet', { 'traffic/flights-200k.parquet': flights.parquet });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Each branch is checked once, whichever test asks first, by one process: starting more of them would take the most time. */
function checked(branch: string): Promise<Checked> {
  const known = made.get(branch) ?? check(repository.directory, branch, '--jobs', '1');
  made.set(branch, known);
  return known;
}

/** The example with the branches of the demo and those of this file. */
function makeRepository(name: string, traffic: Readonly<Record<string, string>>): FlightsRepository {
  const directory = join(folder, name);
  mkdirSync(directory);
  const example = createFlightsRepository(directory, traffic);
  for (const { branch, rewrites } of proposedChanges) example.branch(branch, rewrites);
  example.branch('requires-currency', {
    [SCHEMA]: edited((schema) => {
      schema.required.push('currency');
      schema.properties.currency = { type: 'string' };
    }),
  });
  example.branch('drops-distance', {
    [SCHEMA]: edited((schema) => {
      schema.required = schema.required.filter((property) => property !== 'distance');
      delete schema.properties.distance;
    }),
  });
  return example;
}

interface FlightSchema {
  required: string[];
  properties: Record<string, unknown>;
}

function edited(edit: (schema: FlightSchema) => void): Rewrites[string] {
  return (text) => {
    const schema = JSON.parse(text) as FlightSchema;
    edit(schema);
    return JSON.stringify(schema, null, 2);
  };
}

/** What one side answers to every flight. */
interface Answers {
  readonly tier: readonly string[];
  readonly amount: readonly (number | undefined)[];
}

const AMOUNTS: Readonly<Record<string, number>> = { none: 0, short: 250, medium: 400, long: 600 };

/** @param decide tier of a flight, or `rejected` */
function answers(decide: (delay: number, distance: number) => string): Answers {
  const tier = flights.delay.map((delay, i) => decide(delay, flights.distance[i] ?? Number.NaN));
  return { tier, amount: tier.map((name) => AMOUNTS[name]) };
}

function byDistance(distance: number): string {
  if (distance <= 932) return 'short';
  return distance <= 2175 ? 'medium' : 'long';
}

function onMain(delay: number, distance: number): string {
  return delay >= 180 ? byDistance(distance) : 'none';
}

function expectAnswers(pipeline: PipelineReport, base: Answers, head: Answers): void {
  const tier = outputOf(pipeline, 'tier');
  const changed = changedOf(base.tier, head.tier);
  expect(tier.transitions.map((row) => [`${row.base} → ${row.head}`, row.records])).toEqual(
    transitionsOf(base.tier, head.tier),
  );
  expect(tier.measures.changed).toMatchObject({ records: changed, value: changed / N, low: changed / N });
  expect(tier.measures.tv?.value).toBeCloseTo(totalVariation(base.tier, head.tier), 12);
  expect(tier.measures.js?.value).toBeCloseTo(jensenShannon(base.tier, head.tier), 12);
  expect(tier.measures.psi?.value).toBeCloseTo(populationStability(base.tier, head.tier), 12);
  expect(tier.distribution.base.counts).toEqual(Object.fromEntries(countsOf(base.tier)));
  expect(tier.distribution.head.counts).toEqual(Object.fromEntries(countsOf(head.tier)));

  const amount = outputOf(pipeline, 'amount');
  const mean = means(base.amount, head.amount);
  expect(amount.measures.changed?.records).toBe(changed);
  expect(amount.measures.mean?.value).toBeCloseTo(mean.difference, 12);
  expect(amount.measures.mean_ratio?.value).toBeCloseTo(mean.difference / mean.base, 12);
  expectSegments(pipeline, base.tier, head.tier);
}

/** The 100 airports with most flights, each with its own changes; all others together. */
function expectSegments(pipeline: PipelineReport, base: readonly string[], head: readonly string[]): void {
  const all = countsOf(flights.origin);
  const changed = countsOf(flights.origin.filter((_, i) => base[i] !== head[i]));
  const shown = pipeline.segments.filter(({ value }) => value !== 'other');
  expect(shown).toHaveLength(100);
  for (const segment of shown) {
    expect(segment.records, segment.value).toBe(all.get(segment.value));
    const share = (changed.get(segment.value) ?? 0) / segment.records;
    expect(segmentValue(segment, 'tier', 'changed'), segment.value).toBe(share);
    expectSlice(segment, base, head);
  }
  const drawn = shown.filter(({ outputs }) => outputs[0]?.transitions);
  expect(drawn.length).toBeGreaterThan(20);
  expect(drawn.length).toBeLessThanOrEqual(40);
  const sizes = [...all.values()].sort((a, b) => b - a);
  expect(shown.map(({ records }) => records).sort((a, b) => b - a)).toEqual(sizes.slice(0, 100));
  const other = pipeline.segments.find(({ value }) => value === 'other');
  expect(other?.records).toBe(sizes.slice(100).reduce((sum, size) => sum + size, 0));
}

/** The tiers of one airport, flight by flight; of what fewer than ten flights have, only that there is something. */
function expectSlice({ value, outputs }: SegmentReport, base: readonly string[], head: readonly string[]): void {
  const tier = outputs.find(({ name }) => name === 'tier');
  if (!tier?.transitions) return;
  const here = [...flights.origin.keys()].filter((i) => flights.origin[i] === value);
  const [before, after] = [base, head].map((side) => here.map((i) => side[i] ?? ''));
  const counts = [before, after].map((side) => countsOf(side ?? []));
  const name = (text: string): string =>
    text === 'rejected' || counts.some((side) => (side.get(text) ?? 0) >= 10) ? text : 'other';
  expect(tier.distribution?.base.counts, value).toEqual(Object.fromEntries(countsOf((before ?? []).map(name))));
  expect(tier.distribution?.head.counts, value).toEqual(Object.fromEntries(countsOf((after ?? []).map(name))));
  expect(tier.transitions.map((row) => [`${row.base} → ${row.head}`, row.records]).sort(), value).toEqual(
    transitionsOf(before ?? [], after ?? [])
      .filter(([, records]) => records >= 10)
      .sort(),
  );
}

test('a lower threshold in the params moves the tiers that arithmetic says, and fails on the money', async () => {
  const { status, report } = await checked('params');
  const pipeline = pipelineOf(report, 'delay-compensation');
  const head = answers((delay, distance) => (delay >= 120 ? byDistance(distance) : 'none'));
  expectAnswers(pipeline, answers(onMain), head);

  expect([status, report.verdict]).toEqual([1, 'fail']);
  expect(report.edits).toMatchObject([
    { artifact: 'config/compensation.yaml', pointer: '/delay/minutes', lines: [3, 3] },
  ]);
  expect(pipeline.records).toMatchObject({ recorded: N, read: N, replayed: N, unreplayable: 0, malformed: 0 });
  expect(outputOf(pipeline, 'amount').measures.mean_ratio).toMatchObject({ limit: 0.02, verdict: 'fail' });
  expect(pipelineOf(report, 'departure-board')).toMatchObject({ verdict: 'unaffected', records: { replayed: 0 } });
});

test('numbers that only rise move their distribution by as much as their mean', async () => {
  const { report } = await checked('params');
  const { measures, distribution } = outputOf(pipelineOf(report, 'delay-compensation'), 'amount');
  const paid = (minutes: number): number => flights.delay.filter((delay) => delay >= minutes).length;
  const sorted = answers((delay, distance) => (delay >= 120 ? byDistance(distance) : 'none')).amount.toSorted(
    (a = 0, b = 0) => a - b,
  );
  expect(measures.wasserstein?.value).toBeCloseTo(measures.mean?.value ?? Number.NaN, 12);
  // All that moves leaves 0, the lowest value there is.
  expect(measures.ks?.value).toBeCloseTo((paid(120) - paid(180)) / N, 12);
  // 0 holds more than a tenth of base and is a bin of its own; the one decile edge above it opens the other.
  const [nothing, something] = ['nothing', 'something'];
  const bins = (minutes: number): string[] => flights.delay.map((delay) => (delay >= minutes ? something : nothing));
  expect(measures.psi?.value).toBeCloseTo(populationStability(bins(180), bins(120)), 12);
  expect(distribution.head.p99).toBe(sorted[Math.round((N - 1) * 0.99)]);
  expect(measures.p50?.value).toBe(0);
});

test('a boundary of a rule that few flights lie on passes', async () => {
  const { status, report } = await checked('rules');
  const pipeline = pipelineOf(report, 'delay-compensation');
  expectAnswers(
    pipeline,
    answers(onMain),
    answers((delay, distance) => (delay > 180 ? byDistance(distance) : 'none')),
  );
  expect([status, report.verdict]).toEqual([0, 'pass']);
  expect(report.edits).toMatchObject([{ artifact: 'rules/compensation.json', lines: [3, 3] }]);
});

test('a schema that rejects real traffic fails every pipeline behind it', async () => {
  const { status, report } = await checked('schema');
  const early = flights.delay.filter((delay) => delay < 0).length;
  const pipeline = pipelineOf(report, 'delay-compensation');
  const head = answers((delay, distance) => (delay < 0 ? 'rejected' : onMain(delay, distance)));
  expectAnswers(pipeline, answers(onMain), head);

  expect([status, report.verdict]).toEqual([1, 'fail']);
  expect(pipeline.measures.rejected).toMatchObject({ records: early, value: early / N, verdict: 'fail' });
  expect(pipeline.outcomes).toMatchObject([{ side: 'head', outcome: 'rejected', artifact: SCHEMA, records: early }]);
  const board = pipelineOf(report, 'departure-board');
  expect(board.verdict).toBe('fail');
  expect(outputOf(board, 'status').transitions).toMatchObject([{ base: 'on-time', head: 'rejected', records: early }]);
});

test('a schema that requires what traffic never had is inconclusive, and says what is missing', async () => {
  const { status, report } = await checked('requires-currency');
  expect([status, report.verdict]).toEqual([3, 'inconclusive']);
  for (const pipeline of report.pipelines) {
    expect(pipeline.verdict).toBe('inconclusive');
    expect(pipeline.records).toMatchObject({ recorded: N, replayed: 0, unreplayable: N });
    expect(pipeline.outcomes).toMatchObject([
      {
        outcome: 'unreplayable',
        artifact: SCHEMA,
        reason: 'head requires /currency; the recording has no such field',
        records: N,
      },
    ]);
  }
});

test('a field that the schema no longer declares is not there for the rules behind it', async () => {
  const { status, report } = await checked('drops-distance');
  // Nothing is at most 932 in JSONLogic, as null is in JavaScript.
  const head = answers((delay) => (delay >= 180 ? 'short' : 'none'));
  expectAnswers(pipelineOf(report, 'delay-compensation'), answers(onMain), head);
  expect([status, report.verdict]).toEqual([1, 'fail']);
  const board = pipelineOf(report, 'departure-board');
  expect(board.verdict).toBe('pass');
  expect(outputOf(board, 'status').measures.changed?.records).toBe(0);
});

test('formatting alone affects nothing and replays nothing: it passes without any traffic', async () => {
  const bare = makeRepository('bare', {});
  const { status, report } = await check(bare.directory, 'formatting');
  expect([status, report.verdict]).toEqual([0, 'unaffected']);
  expect(report.edits).toEqual([]);
  for (const pipeline of report.pipelines) {
    expect(pipeline).toMatchObject({ verdict: 'unaffected', records: { replayed: 0 } });
  }
});

test('a title alone affects nothing and replays nothing, and is told as an edit', async () => {
  const { directory } = makeRepository('titled', {});
  const file = join(directory, SCHEMA);
  writeFileSync(file, readFileSync(file, 'utf8').replace('{', '{\n  "$comment": "As the airlines report it",'));
  const run = await weir(['check', '--base', 'main', '--json', join(directory, '.git/titled.json')], directory);
  const report = JSON.parse(readFileSync(join(directory, '.git/titled.json'), 'utf8')) as Report;
  expect([run.status, report.verdict]).toEqual([0, 'unaffected']);
  expect(report.edits).toMatchObject([{ change: 'annotation-added', describes: true }]);
  for (const { edits, records } of report.pipelines) expect([edits, records.replayed]).toEqual([[], 0]);
  expect(run.stdout.split('\n')[0]).toContain('only what describes changed (1 edit)');
});

describe('the same bytes', () => {
  test('come from one process and from three', async () => {
    const [one, three] = [await checked('params'), await check(repository.directory, 'params', '--jobs', '3')];
    expect(three.json).toBe(one.json);
  });

  test('come from Parquet and from JSON Lines of the same records', async () => {
    const lines = makeRepository('jsonl', { 'traffic/flights-200k.jsonl': flights.jsonl });
    const [parquet, jsonl] = [await checked('schema'), await check(lines.directory, 'schema')];
    // Approvals are bound to the recording itself, so the same records in another file have another fingerprint; and its
    // name is said, since git does not hold it.
    const anonymous = (text: string) => text.replace(/"fingerprint": "\w+"|flights-200k\.\w+/g, '');
    expect(anonymous(jsonl.json)).toBe(anonymous(parquet.json));
    expect(anonymous(jsonl.stdout).replace(/\s+/g, ' ')).toBe(anonymous(parquet.stdout).replace(/\s+/g, ' '));
  });
});

test('a revision that does not exist ends with status 2 and judges nothing', async () => {
  const { status, stdout, stderr } = await weir(['check', '--base', 'main', '--head', 'nowhere'], repository.directory);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toContain('nowhere');
});

test('the working tree is what is checked unless a revision is named', async () => {
  const { directory } = makeRepository('worktree', {});
  const file = join(directory, SCHEMA);
  writeFileSync(file, `${readFileSync(file, 'utf8')}\n`);
  const { status, stdout } = await weir(['check', '--base', 'main'], directory);
  expect(status).toBe(0);
  expect(stdout).toMatch(/^ {2}schemas\/flight.schema.json +formatting only$/m);
});
