/** `weir check --attribution` on the example: who does what, against a plain loop over the flights. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createFlightsRepository, type FlightsRepository, replacing } from '../../examples/demo/repository.ts';
import type { PipelineReport } from '../../src/report/report.generated.ts';
import { makeSmallRepository } from './small.ts';
import { check, pipelineOf } from './weir.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const folder = mkdtempSync(join(tmpdir(), 'weir-e2e-'));
/** Delays of −60 to 239 minutes over distances of 100 to 3,000 miles. */
const flights = Array.from({ length: 3000 }, (_, index) => ({
  date: '2001-01-01T00:00:00Z',
  delay: (index % 300) - 60,
  distance: 100 + ((index * 7) % 30) * 100,
  origin: 'JFK',
  destination: 'LAX',
}));
let repository: FlightsRepository;

beforeAll(() => {
  const traffic = join(folder, 'flights.jsonl');
  writeFileSync(traffic, flights.map((flight) => `${JSON.stringify(flight)}\n`).join(''));
  const directory = mkdtempSync(join(folder, 'repository-'));
  repository = createFlightsRepository(directory, { 'traffic/flights-1.jsonl': traffic });
  repository.branch('three-edits', {
    'schemas/flight.schema.json': replacing(
      'negative for a flight that was early.",\n      "type": "integer"',
      '0 for a flight that was early.",\n      "type": "integer",\n      "minimum": 0',
    ),
    'config/compensation.yaml': (text) =>
      text.replace('minutes: 180', 'minutes: 120').replace('amount: 250', 'amount: 300'),
  });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function tierOf(delay: number, distance: number, from: number): string {
  if (delay < from) return 'none';
  return distance <= 932 ? 'short' : distance <= 2175 ? 'medium' : 'long';
}

function amountOf(delay: number, distance: number, from: number, short: number): number {
  return { none: 0, short, medium: 400, long: 600 }[tierOf(delay, distance, from)] ?? 0;
}

function share(pipeline: PipelineReport, edits: readonly { message: string }[], output: string, measure: string) {
  const own = (pipeline.attribution ?? []).filter(
    (one) => one.output === output && one.measure === measure && !one.transition,
  );
  return (word: string): number | undefined =>
    own.find((one) => one.edits.some((index) => edits[index]?.message.includes(word)))?.value;
}

describe('three edits in two files', () => {
  it('have the parts that a loop over the flights gives them', async () => {
    const { report } = await check(repository.directory, 'three-edits', '--attribution');
    const pipeline = pipelineOf(report, 'delay-compensation');
    const n = flights.length;
    const early = flights.filter(({ delay }) => delay < 0).length;
    const between = flights.filter(({ delay }) => delay >= 120 && delay < 180);

    const rejected = share(pipeline, report.edits, '', 'rejected');
    expect(rejected('minimum')).toBeCloseTo(early / n, 12);
    expect(rejected('120')).toBe(0);
    // No flight is both early and late: what changes, changes for one reason.
    const tier = share(pipeline, report.edits, 'tier', 'changed');
    expect([tier('minimum'), tier('120'), tier('300')]).toEqual([early / n, between.length / n, 0]);

    // The mean is of the flights that head does not reject. Both edits of the params meet in the short flights between:
    // the threshold alone pays them 250, the amount alone nothing, both 300.
    const paid = flights.filter(({ delay }) => delay >= 0);
    const worth = (from: number, short: number): number =>
      paid.reduce((sum, { delay, distance }) => sum + amountOf(delay, distance, from, short), 0) / paid.length;
    const [none, threshold, amount, both] = [worth(180, 250), worth(120, 250), worth(180, 300), worth(120, 300)];
    const mean = share(pipeline, report.edits, 'amount', 'mean');
    expect(mean('120')).toBeCloseTo((threshold - none + (both - amount)) / 2, 9);
    expect(mean('300')).toBeCloseTo((amount - none + (both - threshold)) / 2, 9);
    expect(mean('minimum')).toBe(0);
  });

  it('give the same bytes for one process and for three', async () => {
    // The option's older name.
    const one = await check(repository.directory, 'three-edits', '--blame', '--jobs', '1');
    const three = await check(repository.directory, 'three-edits', '--attribution', '--jobs', '3');
    expect(three.json).toBe(one.json);
    expect(one.stdout).toContain('Which edit does it');
  });

  it('are not blamed unless somebody asks', async () => {
    const { report } = await check(repository.directory, 'three-edits');
    expect(report.pipelines.every(({ attribution }) => attribution === undefined)).toBe(true);
  });
});

describe('a mixture of edits that takes for ever', () => {
  it('ends its process, fails on the record, and leaves base, head and the verdict as they are', async () => {
    const schema = (word: object): string =>
      JSON.stringify({ type: 'object', properties: { delay: { type: 'integer' }, word } }, undefined, 2);
    // The pattern tries every way to split a run of a's; in head the length forbids such a text first.
    const poison = { delay: 0, word: `${'a'.repeat(60)}!` };
    const { directory, git, write } = makeSmallRepository({
      'schemas/flight.json': schema({ type: 'string' }),
      'traffic/flights.jsonl': [poison, ...new Array(9).fill({ delay: 20, word: 'aa' })]
        .map((record) => `${JSON.stringify(record)}\n`)
        .join(''),
    });
    git('checkout', '--quiet', '-b', 'slow');
    write('schemas/flight.json', schema({ type: 'string', maxLength: 10, pattern: '^(a+)+$' }));
    git('commit', '--quiet', '--all', '--message', 'slow');
    const { report } = await check(directory, 'slow', '--attribution', '--jobs', '1');
    const pipeline = pipelineOf(report, 'board');
    expect(pipeline.measures).toMatchObject({ rejected: { value: 0.1 }, failed: { value: 0 } });
    const failed = share(pipeline, report.edits, '', 'failed');
    // The pattern alone fails one record of ten; the length prevents it.
    expect([failed('pattern'), failed('maxLength')]).toEqual([0.05, -0.05]);
  });
});
