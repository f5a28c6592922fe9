/** Real locked-in processes on real files: what ends them, what survives, and that their number does not matter. */
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../src/impact/evidence.ts';
import type { RecordingFile } from '../../src/recordings/reader.ts';
import type { Plan } from '../../src/replay/plan.ts';
import { ReplayPool } from '../../src/replay/pool.ts';
import type { Budget } from '../../src/replay/process.ts';
import { lockFor } from '../../src/replay/replay.ts';
import { runPlan } from '../../src/replay/run.ts';
import { jsonl, output, planOf, replayHere, rows, rules, schema } from './setting.ts';

const budget: Budget = { milliseconds: 1500, megabytes: 256 };

function openPool(plans: readonly Plan[], files: readonly RecordingFile[], jobs: number, limits = budget): ReplayPool {
  return new ReplayPool({ plans, jobs, lock: lockFor(files), budget: limits });
}

function runAll(
  pool: ReplayPool,
  index: number,
  plan: Plan,
  files: readonly RecordingFile[],
  jobs: number,
): Promise<Evidence> {
  const options = { jobs, full: true, maxRecords: undefined, seed: 1, next: () => 'stop' as const, progress() {} };
  return runPlan(pool, index, plan, files, options);
}

async function replay(plan: Plan, files: readonly RecordingFile[], jobs = 1, limits = budget): Promise<Evidence> {
  await using pool = openPool([plan], files, jobs, limits);
  return await runAll(pool, 0, plan, files, jobs);
}

/** Replay processes that this one has started and that still run. */
function children(): number {
  const lines = execFileSync('ps', ['-A', '-o', 'ppid=,args='], { encoding: 'utf8' }).split('\n');
  return lines.filter((line) => line.trim().startsWith(`${process.pid} `) && line.includes('replay/worker')).length;
}

const word = { type: 'object', properties: { word: { type: 'string' } } };
/** Tries every way to split a run of a's, of which there are 2^length, before it says no. */
const slow = { type: 'object', properties: { word: { type: 'string', pattern: '^(a+)+$' } } };
const poison = `${'a'.repeat(60)}!`;
const first = rules('first.json', '/letter');
const letter = { substr: [{ var: 'word' }, 0, 1] };

describe('a pattern that takes for ever', () => {
  it('fails the records that it does so on and names the artifact; the others are replayed', async () => {
    const plan = planOf(
      { steps: [schema('in.json'), first], outputs: [output('/letter')] },
      { 'in.json': [word, slow], 'first.json': [letter] },
    );
    const records = Array.from({ length: 200 }, (_, index) => ({
      word: index === 150 ? poison : index % 2 ? 'aaa' : 'baa',
    }));
    const files = [jsonl(records.slice(0, 120)), jsonl(records.slice(120), 1)];
    await using pool = openPool([plan], files, 2);
    const evidence = await runAll(pool, 0, plan, files, 2);
    expect(evidence).toMatchObject({ recorded: 200, read: 200, replayed: 200, unreplayable: 0 });
    expect(rows(evidence, 'letter')).toEqual(['"a" → "a": 100', '"a" → failed: 1', '"b" → rejected: 99'].toSorted());
    expect(evidence.reasons).toMatchObject([
      { side: 'head', outcome: 'rejected', artifact: 'in.json', records: 99 },
      { side: 'head', outcome: 'failed', artifact: 'in.json', reason: 'took longer than 1.5 s', records: 1 },
    ]);
    // The pool goes on and knows what it must not try again.
    expect(JSON.stringify(await runAll(pool, 0, plan, files, 2))).toBe(JSON.stringify(evidence));
  });
});

/** 200 × 200 × 200 additions. */
const zeros = new Array<number>(200).fill(0);
const loop = (inner: unknown): unknown => ({ reduce: [zeros, { '+': [{ var: 'accumulator' }, inner] }, 0] });
const millions = loop(loop(loop(1)));
const doubled = { merge: [{ var: 'accumulator' }, { var: 'accumulator' }] };

describe('a rule', () => {
  it('that takes for ever is given up after three records: the rest fails at once', async () => {
    const slowRule = { reduce: [{ var: 'list' }, { '+': [{ var: 'accumulator' }, millions] }, 0] };
    const plan = planOf(
      { steps: [rules('slow.json', '/count')], outputs: [output('/count', 'number')] },
      { 'slow.json': [0, slowRule] },
    );
    const records = [...new Array(20).fill({ list: [] }), ...new Array(20).fill({ list: new Array(100).fill(0) })];
    const evidence = await replay(plan, [jsonl(records)], 1, { milliseconds: 1000, megabytes: 256 });
    expect(evidence.replayed).toBe(40);
    expect(evidence.reasons.map(({ side, artifact, reason }) => [side, artifact, reason]).toSorted()).toEqual([
      ['head', 'slow.json', 'took longer than 1 s'],
      ['head', 'slow.json', 'took longer than 1 s on 3 records; the rest was not tried'],
    ]);
    const failed = evidence.outputs[0]?.table.find(({ head }) => head === 'failed');
    expect(failed).toMatchObject({ base: '0' });
    expect(failed?.records).toBeGreaterThanOrEqual(20);
  });

  it('that eats memory ends its process only', async () => {
    const plan = planOf(
      { steps: [rules('greedy.json', '/many'), first], outputs: [output('/letter')] },
      {
        'greedy.json': [{ reduce: [{ var: 'list' }, doubled, [1]] }],
        'first.json': [letter, '"x"'],
      },
    );
    const records = Array.from({ length: 50 }, (_, index) => ({
      word: 'abc',
      list: new Array(index === 20 ? 60 : 1).fill(0),
    }));
    const evidence = await replay(plan, [jsonl(records)], 1, { milliseconds: 20_000, megabytes: 96 });
    expect(rows(evidence, 'letter')).toEqual(['"a" → "x": 49', 'failed → failed: 1']);
    expect(evidence.reasons).toEqual([
      { side: 'both', outcome: 'failed', artifact: 'greedy.json', reason: 'ran out of memory', records: 1 },
    ]);
  });

  it('that eats memory when it is compiled, its constants being computed then, is an ArtifactError', async () => {
    const constant = { reduce: [new Array(60).fill(0), doubled, [1]] };
    const plan = planOf(
      { steps: [rules('constant.json', '/many', 'json-logic-engine')], outputs: [output('/many')] },
      { 'constant.json': [[1], constant] },
    );
    const limits = { milliseconds: 20_000, megabytes: 96 };
    await expect(replay(plan, [jsonl([{ delay: 1 }])], 1, limits)).rejects.toMatchObject({
      name: 'ArtifactError',
      problems: [{ file: 'constant.json', message: 'compiling it at head ran out of memory' }],
    });
  });

  it('that does not compile is an ArtifactError with its file and line', async () => {
    const plan = planOf(
      { steps: [rules('broken.json', '/tier')], outputs: [output('/tier')] },
      { 'broken.json': [1, '{\n  "if": [\n    { "nonsense": [1, 2] },\n    1, 2\n  ]\n}\n'] },
    );
    const files = [jsonl([{ delay: 1 }])];
    await expect(replay(plan, files)).rejects.toMatchObject({
      name: 'ArtifactError',
      problems: [{ file: 'broken.json', line: 3 }],
    });
    expect(children()).toBe(0);
  });
});

describe('a recording', () => {
  it('that cannot be read is a RecordingError that names it', async () => {
    const plan = planOf({ steps: [first], outputs: [output('/letter')] }, { 'first.json': [letter] });
    const cut = jsonl([{ word: 'abc' }], 0, 'gzip');
    const damaged = { ...cut, compression: 'zstd' as const };
    await expect(replay(plan, [damaged])).rejects.toMatchObject({
      name: 'RecordingError',
      problems: [{ file: 'traffic/flights-0.jsonl' }],
    });
  });
});

describe('the number of processes', () => {
  it('does not move a byte of the evidence, and neither does a replay without any', async () => {
    const plan = planOf(
      {
        recording: { input: '/request', output: '/response', weight: '/n', value: '/fare' },
        params: 'params.yaml',
        steps: [schema('in.json'), rules('tier.json', '/tier'), rules('amount.json', '/amount', 'json-logic-engine')],
        outputs: [output('/tier'), output('/amount', 'number', { tolerance: 0.01 })],
        segments: ['/origin'],
      },
      {
        'params.yaml': ['limit: 180', 'limit: 120'],
        'in.json': [{ type: 'object' }, { type: 'object', properties: { delay: { maximum: 230 } } }],
        'tier.json': [{ if: [{ '>': [{ var: 'delay' }, { var: 'params.limit' }] }, 'long', 'short'] }],
        'amount.json': [{ '*': [{ var: 'delay' }, 0.1] }, { '*': [{ var: 'delay' }, 0.11] }],
      },
    );
    const records = Array.from({ length: 4000 }, (_, index) => {
      if (index % 401 === 0) return '{"request":';
      const request = { delay: (index * 7) % 240, origin: `A${index % 13}` };
      return { request, response: { tier: 'short', amount: 0 }, n: (index % 9) / 7 + 0.1, fare: index / 3 };
    });
    const files = [jsonl(records.slice(0, 2500)), jsonl(records.slice(2500), 1, 'gzip')];
    const [one, two, five] = [await replay(plan, files, 1), await replay(plan, files, 2), await replay(plan, files, 5)];
    expect(one).toMatchObject({ recorded: 4000, malformed: 10, replayed: 3990 });
    expect(JSON.stringify(two)).toBe(JSON.stringify(one));
    expect(JSON.stringify(five)).toBe(JSON.stringify(one));
    expect(JSON.stringify(await replayHere(plan, files, { shards: 3 }))).toBe(JSON.stringify(one));
  });
});

describe('a pool', () => {
  const plan = planOf({ steps: [first], outputs: [output('/letter')] }, { 'first.json': [letter, { var: 'word' }] });

  it('leaves no process behind', async () => {
    const files = [jsonl([{ word: 'abc' }])];
    const pool = openPool([plan], files, 3);
    expect(children()).toBe(3);
    await runAll(pool, 0, plan, files, 3);
    await pool[Symbol.asyncDispose]();
    expect(children()).toBe(0);
  });

  it('can be closed in the middle of a replay, which then ends with an error', async () => {
    const stuck = planOf({ steps: [schema('in.json')], outputs: [output('/word')] }, { 'in.json': [word, slow] });
    const files = [jsonl([{ word: poison }])];
    const pool = openPool([stuck], files, 1, { milliseconds: 60_000, megabytes: 256 });
    const running = expect(runAll(pool, 0, stuck, files, 1)).rejects.toThrow('the replay was stopped');
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await pool[Symbol.asyncDispose]();
    await running;
    expect(children()).toBe(0);
  });

  it('tells how many records have passed, and never more than there are', async () => {
    const files = [jsonl(Array.from({ length: 3000 }, () => ({ word: 'abc' })))];
    await using pool = openPool([plan], files, 2);
    let done = 0;
    await runPlan(pool, 0, plan, files, {
      jobs: 2,
      full: true,
      maxRecords: undefined,
      seed: 1,
      next: () => 'stop',
      progress: (records) => {
        done = records;
      },
    });
    expect(done).toBeGreaterThan(0);
    expect(done).toBeLessThanOrEqual(3000);
  });
});
