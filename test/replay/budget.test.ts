/** What takes for ever or eats memory ends its process, is named, and leaves everything else alone. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { readerOf } from '../../src/recordings/read.ts';
import { forkLocked } from '../../src/replay/lock.ts';
import type { Said } from '../../src/replay/messages.ts';
import { EVERYTHING } from '../../src/replay/order.ts';
import { BUDGET } from '../../src/replay/process.ts';
import { first, letter, openPool, poison, replay, runAll, slow, word } from './processes.ts';
import { jsonl, output, planOf, rows, rules, schema } from './setting.ts';

// Budgets count processor time, which takes many times as long on a machine that is busy.
vi.setConfig({ testTimeout: 300_000 });

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
    const evidence = await runAll(pool, plan, files, 2);
    expect(evidence).toMatchObject({ recorded: 200, read: 200, replayed: 200, unreplayable: 0 });
    expect(rows(evidence, 'letter')).toEqual(['"a" → "a": 100', '"a" → failed: 1', '"b" → rejected: 99'].toSorted());
    expect(evidence.reasons).toMatchObject([
      { side: 'head', outcome: 'rejected', artifact: 'in.json', records: 99 },
      {
        side: 'head',
        outcome: 'failed',
        artifact: 'in.json',
        reason: 'took more than 1.5 s of processor time',
        records: 1,
      },
    ]);
    // The pool goes on and knows what it must not try again.
    expect(JSON.stringify(await runAll(pool, plan, files, 2))).toBe(JSON.stringify(evidence));
  });

  it('fails that one record among many batches which pass too quickly to be spoken of one by one', async () => {
    const plan = planOf(
      { steps: [schema('in.json'), first], outputs: [output('/letter')] },
      {
        'in.json': [word, slow],
        'first.json': [letter],
      },
    );
    const records = Array.from({ length: 20_000 }, (_, index) => ({ word: index === 17_500 ? poison : 'a' }));
    const evidence = await replay(plan, [jsonl(records)]);
    expect(evidence).toMatchObject({ recorded: 20_000, replayed: 20_000 });
    expect(rows(evidence, 'letter')).toEqual(['"a" → "a": 19999', '"a" → failed: 1']);
  });
});

/** Those that this process has started and that run. */
function childProcesses(): number[] {
  const children = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').trim();
  return children === '' ? [] : children.split(' ').map(Number);
}

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
      ['head', 'slow.json', 'took more than 1 s of processor time'],
      ['head', 'slow.json', 'took more than 1 s of processor time on 3 records; the rest was not tried'],
    ]);
    const failed = evidence.outputs[0]?.table.find(({ head }) => head === 'failed');
    expect(failed).toMatchObject({ base: '0' });
    expect(failed?.records).toBeGreaterThanOrEqual(20);
  });

  it.runIf(process.platform === 'linux')(
    'may take as long as it takes on a machine that is busy with others',
    async () => {
      const adding = loop(loop(1));
      const plan = planOf(
        { steps: [rules('sum.json', '/sum')], outputs: [output('/sum', 'number')] },
        { 'sum.json': [{ '+': new Array(40).fill(adding) }] },
      );
      const started = performance.now();
      // Four fifths of the time others have the processor, until more time has passed than the rule may use.
      const starving = setInterval(() => {
        if (performance.now() - started > 5000) return;
        const stopped = childProcesses();
        for (const child of stopped) signal(child, 'SIGSTOP');
        setTimeout(() => {
          for (const child of stopped) signal(child, 'SIGCONT');
        }, 80);
      }, 100);
      try {
        const evidence = await replay(plan, [jsonl([{ x: 1 }])], 1, { milliseconds: 1500, megabytes: 256 });
        expect(performance.now() - started).toBeGreaterThan(1500);
        expect(rows(evidence, 'sum')).toEqual(['1600000 → 1600000: 1']);
      } finally {
        clearInterval(starving);
      }
    },
  );

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
});

/** A child may be gone by now. */
function signal(child: number, name: 'SIGSTOP' | 'SIGCONT'): void {
  try {
    process.kill(child, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

it('no artifact is blamed for what reading takes: once all are compiled, that is said', async () => {
  const plan = planOf(
    { steps: [first], outputs: [output('/letter')] },
    { 'first.json': [letter, { substr: [{ var: 'word' }, 0, 2] }] },
  );
  const file = jsonl([{ word: 'abc' }]);
  const worker = fileURLToPath(new URL('../../src/replay/worker.ts', import.meta.url));
  const child = forkLocked(worker, { reads: [file.path], addons: false }, BUDGET);
  onTestFinished(() => void child.kill('SIGKILL'));
  const said: string[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  child.on('message', ({ type }: Said) => {
    said.push(type);
    if (type === 'evidence') resolve();
  });
  const [shard] = await readerOf(file).shards(file, 1);
  child.send({ type: 'plans', plans: [plan] });
  child.send({ type: 'task', task: { plan: 0, shard, window: EVERYTHING }, exclusions: [] });
  await promise;
  expect(said.slice(0, said.indexOf('enter'))).toEqual(['compiling', 'compiling', 'left']);
});
