/** Rounds: when they stop, what they add up to, how many records they take. */
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../src/impact/evidence.ts';
import type { RecordingFile } from '../../src/recordings/reader.ts';
import { compilePlan, type Runnable } from '../../src/replay/compile.ts';
import type { Task } from '../../src/replay/messages.ts';
import type { Plan } from '../../src/replay/plan.ts';
import { type RunOptions, runPlan } from '../../src/replay/run.ts';
import type { TaskObserver, TaskRunner } from '../../src/replay/runner.ts';
import { replayShard } from '../../src/replay/shard.ts';
import { smoke } from '../../src/replay/smoke.ts';
import { jsonl, output, planOf, replayHere, rows, rules } from './setting.ts';

/** Replays in this process, for rules that are our own. Keeps what it was asked for. */
class RunnerHere implements TaskRunner {
  readonly asked: (readonly Task[])[] = [];
  readonly #runnable: Promise<Runnable>;

  constructor(plan: Plan) {
    this.#runnable = compilePlan(plan, () => {});
  }

  async run(tasks: readonly Task[], { left, evidence }: TaskObserver): Promise<void> {
    this.asked.push(tasks);
    const runnable = await this.#runnable;
    for (const { shard, window } of tasks) evidence(await replayShard(runnable, shard, window, { enter() {}, left }));
  }

  get rounds(): number {
    return this.asked.length;
  }
}

async function run(
  plan: Plan,
  files: readonly RecordingFile[],
  options: Partial<RunOptions>,
): Promise<{ evidence: Evidence; rounds: number; progress: (readonly [number, number])[] }> {
  const pool = new RunnerHere(plan);
  const progress: [number, number][] = [];
  const { evidence } = await runPlan(pool, 0, plan, files, {
    jobs: 2,
    full: false,
    maxRecords: undefined,
    seed: 1,
    next: () => 'more',
    progress: (done, total) => progress.push([done, total]),
    ...options,
  });
  return { evidence, rounds: pool.rounds, progress };
}

const plan = planOf(
  { steps: [rules('rules.json', '/late', 'json-logic-engine')], outputs: [output('/late')] },
  { 'rules.json': [{ '>': [{ var: 'delay' }, 180] }, { '>': [{ var: 'delay' }, 120] }] },
);

/** So many records of about so many bytes; every thousandth is malformed. */
function flights(count: number, bytes: number): unknown[] {
  const note = 'x'.repeat(Math.max(0, bytes - 30));
  return Array.from({ length: count }, (_, index) =>
    index % 1000 === 500 ? '{"delay":' : { delay: index % 240, note },
  );
}

describe('a long recording', () => {
  it('is replayed in ever larger rounds, which add up to the bytes of a full replay', async () => {
    const files = [jsonl(flights(160_000, 300))];
    const stepwise = await run(plan, files, {});
    expect(stepwise.rounds).toBeGreaterThanOrEqual(3);
    expect(stepwise.evidence).toMatchObject({ recorded: 160_000, read: 160_000, malformed: 160 });
    const full = await run(plan, files, { full: true });
    expect(full.rounds).toBe(1);
    expect(JSON.stringify(stepwise.evidence)).toBe(JSON.stringify(full.evidence));
    // Of 240 delays in a row 60 lie above 120 and up to 180; 160,000 are 666 such rows and 160 more records.
    const between = flights(160_000, 0).filter((one) => typeof one === 'object' && inRange(one)).length;
    expect(rows(full.evidence, 'late')).toContain(`false → true: ${between}`);

    const stopped = await run(plan, files, { next: () => 'stop' });
    expect(stopped.rounds).toBe(1);
    expect(stopped.evidence.recorded).toBe(160_000);
    expect(stopped.evidence.read).toBeGreaterThan(15_000);
    expect(stopped.evidence.read).toBeLessThan(25_000);
    const { read, malformed, unreplayable, replayed } = stopped.evidence;
    expect(read).toBe(malformed + unreplayable + replayed);

    const verdicts = ['more', 'everything', 'stop'] as const;
    const asked: number[] = [];
    const hurried = await run(plan, files, {
      next: (evidence) => {
        asked.push(evidence.read);
        return verdicts[asked.length - 1] ?? 'stop';
      },
    });
    expect([hurried.rounds, asked.length]).toEqual([3, 3]);
    expect(asked[2]).toBe(160_000);
    expect(JSON.stringify(hurried.evidence)).toBe(JSON.stringify(full.evidence));

    const other = await run(plan, files, { next: () => 'stop', seed: 2 });
    expect(JSON.stringify(other.evidence)).not.toBe(JSON.stringify(stopped.evidence));
    const again = await run(plan, files, { next: () => 'stop', jobs: 5 });
    expect(JSON.stringify(again.evidence)).toBe(JSON.stringify(stopped.evidence));
  });
});

it('begins anew where little of a recording was replayed before all of it is', async () => {
  const files = [jsonl(flights(240_000, 0))];
  const asked: number[] = [];
  const next = (evidence: { read: number }) => {
    asked.push(evidence.read);
    return 'everything' as const;
  };
  const { evidence, rounds } = await run(plan, files, { next });
  expect(rounds).toBe(2);
  expect(asked[0]).toBeLessThan(24_000);
  expect(asked[1]).toBe(240_000);
  expect(JSON.stringify(evidence)).toBe(JSON.stringify((await run(plan, files, { full: true })).evidence));
});

function inRange(record: object | null): boolean {
  return record !== null && 'delay' in record && Number(record.delay) > 120 && Number(record.delay) <= 180;
}

describe('a short recording', () => {
  it('is replayed at once, without asking whether that is enough', async () => {
    const { evidence, rounds, progress } = await run(plan, [jsonl(flights(3000, 100))], { next: () => 'more' });
    expect([evidence.read, rounds]).toEqual([3000, 1]);
    for (const [done, total] of progress) expect(done).toBeLessThanOrEqual(total);
  });

  it('without any record leaves evidence of nothing', async () => {
    const { evidence } = await run(plan, [jsonl([]), jsonl(['', '  '], 1)], {});
    expect(evidence).toMatchObject({ recorded: 0, read: 0, replayed: 0, outcomes: [] });
  });
});

describe('progress', () => {
  /** Records of about 300 bytes that pack a hundredfold, or hardly. */
  const easy = (count: number) => Array.from({ length: count }, () => ({ delay: 130, note: 'x'.repeat(280) }));
  const hard = (count: number) =>
    Array.from({ length: count }, () => ({ delay: 130, note: randomBytes(210).toString('base64') }));
  /** Bytes that some records take in a file that is packed in parts. */
  const pack = (records: readonly unknown[]) =>
    gzipSync(records.map((record) => `${JSON.stringify(record)}\n`).join(''));

  it.each([
    ['ends with what packs badly', easy(60_000), hard(20_000)],
    ['begins with what packs badly', hard(20_000), easy(60_000)],
  ])('of a packed file that %s is told by the bytes of it that were read', async (_, first, second) => {
    const [a, b] = [pack(first), pack(second)];
    const file = { ...jsonl([], 0, 'gzip') };
    writeFileSync(file.path, Buffer.concat([a, b]));
    const { progress } = await run(plan, [file], { full: true, jobs: 1 });
    const read = (records: number) =>
      records <= first.length
        ? (a.length * records) / first.length
        : a.length + (b.length * (records - first.length)) / second.length;
    const chunk = 256 * 1024;
    expect(progress.length).toBeGreaterThan(15);
    for (const [done, total] of progress) {
      const share = read(done) / (a.length + b.length);
      // A chunk lies packed in the reader's hands, and what one became unpacked.
      expect(Math.abs(done / total - share)).toBeLessThan((2 * chunk) / (a.length + b.length));
    }
    expect(progress.at(-1)).toEqual([80_000, 80_000]);
  });

  it('of several files, packed and plain, ends with all of their records', async () => {
    const files = [
      jsonl(flights(3000, 100)),
      jsonl(flights(2000, 300), 1, 'gzip'),
      jsonl(flights(1000, 30), 2, 'zstd'),
    ];
    const { progress } = await run(plan, files, { full: true });
    for (const [done, total] of progress) expect(done).toBeLessThanOrEqual(total);
    expect(progress.at(-1)).toEqual([6000, 6000]);
  });
});

describe('a limit on the number of records', () => {
  it.each([
    { records: 30_000, bytes: 40, most: 1000, packing: 'none' },
    { records: 30_000, bytes: 40, most: 20_000, packing: 'none' },
    { records: 3000, bytes: 2000, most: 500, packing: 'none' },
    { records: 30_000, bytes: 40, most: 1000, packing: 'gzip' },
    { records: 30_000, bytes: 2000, most: 1000, packing: 'zstd' },
  ] as const)(
    'of $most is kept to, and nearly used up, with $records records of $bytes bytes ($packing)',
    async (given) => {
      const files = [jsonl(flights(given.records, given.bytes), 0, given.packing)];
      for (const full of [true, false]) {
        for (const seed of [1, 2, 3]) {
          const { evidence } = await run(plan, files, { maxRecords: given.most, full, seed });
          expect(evidence.recorded).toBe(given.records);
          expect(evidence.read).toBeLessThanOrEqual(given.most);
          // The share of ranks aims three standard deviations below; three more are left to chance.
          expect(evidence.read).toBeGreaterThan(given.most - 6 * Math.sqrt(given.most));
        }
      }
    },
  );

  it('beyond the number of records there are is no limit', async () => {
    const files = [jsonl(flights(3000, 100))];
    const limited = await run(plan, files, { maxRecords: 3000 });
    expect(JSON.stringify(limited.evidence)).toBe(JSON.stringify((await run(plan, files, { full: true })).evidence));
  });

  it('does not keep a replay from stopping before', async () => {
    const files = [jsonl(flights(160_000, 60))];
    const { evidence } = await run(plan, files, {
      maxRecords: 100_000,
      next: ({ read }) => (read > 1000 ? 'stop' : 'more'),
    });
    expect(evidence.read).toBeGreaterThan(1000);
    expect(evidence.read).toBeLessThan(100_000 / 2);
  });
});

describe('malformed lines', () => {
  const lines = Array.from({ length: 900 }, (_, index) => ({ delay: index % 240, note: 'Zürich 東京' }));
  const broken = [3, 4, 450, 899, 900];
  const texts = lines.map((line, index) => (broken.includes(index + 1) ? '{"delay": 1' : JSON.stringify(line)));

  it.each(['none', 'gzip'] as const)('are located by file and line, however the file is cut (%s)', async (packing) => {
    const files = [jsonl(lines), jsonl(texts, 1, packing)];
    for (const jobs of [1, 4]) {
      const { evidence } = await run(plan, files, { jobs, full: true });
      expect(evidence).toMatchObject({ recorded: 1800, malformed: 5, replayed: 1795 });
      expect(evidence.malformedExamples.map(({ file, line }) => [file, line])).toEqual(
        broken.map((line) => ['traffic/flights-1.jsonl', line]),
      );
    }
  });

  it('are shown five at most, the first ones, and all counted', async () => {
    const { evidence } = await run(plan, [jsonl(['{', ...texts, '}'])], { full: true });
    expect(evidence.malformed).toBe(7);
    expect(evidence.malformedExamples.map(({ line }) => line)).toEqual([1, 4, 5, 451, 900]);
  });

  it('keep their content to themselves', async () => {
    const { evidence } = await run(plan, [jsonl(['{"name": "secret" "x": 1}', '"secret', 'secret'])], { full: true });
    expect(evidence.malformed).toBe(3);
    expect(JSON.stringify(evidence)).not.toContain('secret');
  });
});

describe('a smoke test', () => {
  it('replays the first records of each pipeline in a locked-in process and says why one cannot be', async () => {
    const broken = planOf(
      { steps: [rules('rules.json', '/x')], outputs: [output('/x')] },
      { 'rules.json': ['{"if": ['] },
    );
    const files = [jsonl(flights(40, 50)), jsonl(flights(80, 50), 1)];
    const [bad, good] = await smoke(
      [
        { plan: broken, files },
        { plan, files },
      ],
      100,
    );
    expect(bad?.failure).toMatchObject({ name: 'ArtifactError', problems: [{ file: 'rules.json', line: 1 }] });
    expect(good?.evidence).toMatchObject({ read: 100, replayed: 100 });
    const first = await replayHere(plan, [jsonl(flights(40, 50)), jsonl(flights(60, 50), 1)]);
    expect(good?.evidence?.outputs).toEqual(first.outputs);
  });
});
