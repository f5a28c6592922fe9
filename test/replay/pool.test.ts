/** Real processes on real files: their number does not matter, and none is left behind. */
import { describe, expect, it, vi } from 'vitest';
import { EVERYTHING } from '../../src/replay/order.ts';
import { ProcessEnded, ReplayPool } from '../../src/replay/pool.ts';
import { replayAll } from '../../src/replay/replay.ts';
import { roomFor } from '../../src/replay/room.ts';
import { cut, runPlan } from '../../src/replay/run.ts';
import { children, first, letter, openPool, poison, replay, runAll, slow, untilBusy, word } from './processes.ts';
import { jsonl, output, planOf, replayHere, rules, schema } from './setting.ts';

describe('a rule', () => {
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

describe('a replay that nobody waits for any more', () => {
  it('ends at once, with the reason that was given, and leaves no process behind', async () => {
    const plan = planOf({ steps: [first], outputs: [output('/letter')] }, { 'first.json': [slow, letter] });
    const files = [jsonl([{ word: 'abc' }])];
    const stop = new AbortController();
    const replays = [{ plan, files, next: () => 'stop' as const }];
    const replayed = replayAll(replays, { jobs: 1, full: false, seed: 1, signal: stop.signal });
    stop.abort(new Error('superseded'));
    await expect(replayed).rejects.toThrow('superseded');
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
    await runAll(pool, plan, files, 3);
    await pool[Symbol.asyncDispose]();
    expect(children()).toBe(0);
  });

  it('begins with as few processes as it is told, and others join where much is left', async () => {
    const stuck = planOf({ steps: [schema('in.json')], outputs: [output('/word')] }, { 'in.json': [word, slow] });
    const files = [jsonl([{ word: 'abc' }]), jsonl([{ word: poison }], 1)];
    const pool = openPool([plan, stuck], files, 2, { milliseconds: 60_000, megabytes: 256 }, 1);
    expect(children()).toBe(1);
    const shards = await cut(files, { jobs: 2 });
    const run = (index: number, done: number): Promise<void> =>
      pool.run(
        shards.map((shard) => ({ plan: index, shard, window: { ...EVERYTHING, seed: 1 } })),
        { left() {}, evidence() {}, done: () => done },
      );
    await run(0, 1);
    expect(children()).toBe(1);
    const running = expect(run(1, 0)).rejects.toThrow('the replay was stopped');
    await vi.waitUntil(() => children() === 2, { timeout: 50_000, interval: 50 });
    await pool[Symbol.asyncDispose]();
    await running;
    expect(children()).toBe(0);
  });

  it('can be closed in the middle of a replay, which then ends with an error', async () => {
    const stuck = planOf({ steps: [schema('in.json')], outputs: [output('/word')] }, { 'in.json': [word, slow] });
    const files = [jsonl([{ word: poison }])];
    const pool = openPool([stuck], files, 1, { milliseconds: 60_000, megabytes: 256 });
    const running = expect(runAll(pool, stuck, files, 1)).rejects.toThrow('the replay was stopped');
    await untilBusy();
    await pool[Symbol.asyncDispose]();
    await running;
    expect(children()).toBe(0);
  });

  it('that is not forgiving leaves it to others what is done about a record that ends a process', async () => {
    const stuck = planOf({ steps: [schema('in.json')], outputs: [output('/word')] }, { 'in.json': [word, slow] });
    const files = [jsonl([{ word: poison }])];
    const budget = { milliseconds: 500, megabytes: 256 };
    const { lock } = roomFor([stuck], files);
    await using pool = new ReplayPool({ plans: [stuck], jobs: 1, lock, budget, isForgiving: false });
    await expect(runAll(pool, stuck, files, 1)).rejects.toThrow(ProcessEnded);
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
