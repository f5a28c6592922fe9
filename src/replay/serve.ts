/**
 * What a replay process does. It was started locked in: it can read the shards and Weir's own files, and nothing else;
 * no writing, no starting of programs, no network, an empty environment. Here, and only here, engines see artifacts.
 */
import { loadCompiler } from '../artifacts/load-engine.ts';
import { holdAtMost } from '../artifacts/native-memory.ts';
import type { Answer, Ask } from '../artifacts/outside.ts';
import { WeirError } from '../errors.ts';
import { type Facts, NO_FACTS } from './across/fact.ts';
import { factsFor } from './across/known.ts';
import type { Door } from './broker/door.ts';
import { compileCandidates, compilePlan, type Runnable } from './compile.ts';
import type { Layer } from './kept/lay.ts';
import type { Exclusion, Reply, Request, Said, Task } from './messages.ts';
import { type Pass, preparePass, type ReadyPass } from './passes.ts';
import type { Plan } from './plan.ts';
import type { ShardObserver } from './records.ts';
import { replayShard } from './shard.ts';
import { Singles } from './singles.ts';
import type { Side } from './track.ts';
import { Whereabouts } from './whereabouts.ts';

/**
 * What native code holds no flag of V8's bounds, and DuckDB keeps to its own limit but for some damaged files, of which it takes all memory
 * that there is. None that can be read comes near it.
 */
const MOST_MEGABYTES = 3072;

if (process.execArgv.includes('--allow-addons')) holdAtMost(MOST_MEGABYTES);

serve(
  (reply) =>
    new Promise((resolve) => {
      const { user, system } = process.cpuUsage();
      const said: Said = { ...reply, used: (user + system) / 1000 };
      process.send?.(said, undefined, undefined, () => resolve());
    }),
);

/** Answers requests one after the other; the sender waits for each answer. */
function serve(say: (reply: Reply) => Promise<void>): void {
  let plans: readonly Plan[] = [];
  /** One that stands in several places of the list is compiled once. */
  const runnables = new Map<Plan, Promise<Runnable>>();
  const facts = new Map<number, Facts>();
  const passes = new Map<string, Promise<ReadyPass>>();
  const stop = new AbortController();
  const waiting = new Map<number, (answers: readonly Answer[]) => void>();
  let asked = 0;
  let go = Promise.withResolvers<void>();
  let layer: Layer | undefined;

  process.on('message', (request: Request) => {
    if (request.type === 'expect') void expect(request);
    else if (request.type === 'plans') plans = request.plans;
    else if (request.type === 'facts') facts.set(request.plan, request.facts);
    else if (request.type === 'answers') answer(request);
    else if (request.type === 'go') go.resolve();
    else if (request.type === 'compile') prove(request).catch(report);
    else if (request.type === 'candidates') suggest(request).catch(report);
    else if (request.type === 'reads') tellReads(request).catch(report);
    else if (request.type === 'lay') lay(request).catch(report);
    else if (request.type === 'laid') laid().catch(report);
    else if (request.type === 'look') look(request).catch(report);
    else if (request.type === 'end') end().catch(report);
    else replay(request).catch(report);
  });

  /** What cannot be loaded is said when it is needed. */
  async function expect({ engines }: Extract<Request, { type: 'expect' }>): Promise<void> {
    await Promise.allSettled(engines.map(async (id) => (await loadCompiler(id)).load?.()));
  }

  async function prove({ candidates }: Extract<Request, { type: 'compile' }>): Promise<void> {
    await compileCandidates(candidates, compiling);
    say({ type: 'passed', parts: { kind: 'probe', compiles: candidates.map(() => true) } });
  }

  async function suggest({ plan, against, edit }: Extract<Request, { type: 'candidates' }>): Promise<void> {
    const { candidatesOf } = await import('./evaluate/candidates.ts');
    const documents = await candidatesOf(plans[against], plans[plan], edit, compiling);
    say({ type: 'passed', parts: { kind: 'candidates', documents } });
  }

  async function tellReads({ plan }: Extract<Request, { type: 'reads' }>): Promise<void> {
    const { wanted } = await compiled(plan);
    say({ type: 'passed', parts: { kind: 'reads', wanted } });
  }

  async function lay({ laying, shard }: Extract<Request, { type: 'lay' }>): Promise<void> {
    const { Layer } = await import('./kept/lay.ts');
    layer ??= new Layer(laying);
    const whereabouts = new Whereabouts({ say, everything: false, now });
    const isWorth = await layer.add(shard, (records, bytes) => whereabouts.left(records, bytes));
    whereabouts.settle();
    say({ type: 'passed', parts: { kind: 'laid', isWorth, isCrowded: layer.isCrowded } });
  }

  async function laid(): Promise<void> {
    const kinds = layer?.finish();
    layer = undefined;
    say({ type: 'passed', parts: { kind: 'laid', isWorth: true, ...(kinds && { kinds }) } });
  }

  async function look({ looking }: Extract<Request, { type: 'look' }>): Promise<void> {
    const { lookAt } = await import('./look/look.ts');
    say({ type: 'passed', parts: await lookAt(looking, (name, size) => compiling(name, 'head', size)) });
  }

  async function replay({ task, exclusions, singlyFrom }: Extract<Request, { type: 'task' }>): Promise<void> {
    const runnable = await compiled(task.plan);
    const pass = task.pass && (await ready(task.plan, task.pass, runnable));
    const whereabouts = new Whereabouts({ say, everything: singlyFrom !== undefined, now });
    const single = new Singles((records) => whereabouts.left(records), now);
    const observer: ShardObserver = {
      enter: (step, side, tracks, version) =>
        whereabouts.enter({
          step,
          side,
          position: tracks[0]?.position ?? 0,
          ...(version !== undefined && { version }),
        }),
      left: (records, bytes) => whereabouts.left(records - single.settle(), bytes),
      one: (records) => single.add(records),
      waiting: () => whereabouts.settle(),
      alone,
      excluded:
        exclusions.length === 0
          ? undefined
          : (step, side, position, version) => reasonOf(exclusions, task, { step, side, position, version }),
      signal: stop.signal,
      facts: factsFor(facts.get(task.plan) ?? NO_FACTS, task.shard),
      singlyFrom,
      most: task.most,
    };
    // From here on it is the recording that is read, and no artifact that takes its time.
    void say({ type: 'left', records: 0 });
    let done: Reply;
    try {
      done = pass
        ? { type: 'passed', parts: await pass(task.shard, task.window, observer) }
        : { type: 'evidence', parts: await replayShard(runnable, task.shard, task.window, observer) };
    } finally {
      whereabouts.settle();
    }
    say(done);
  }

  async function end(): Promise<void> {
    stop.abort();
    // Stages that failed to compile hold nothing that would have to be released.
    const ready = await Promise.allSettled(runnables.values());
    for (const one of ready) if (one.status === 'fulfilled') await one.value.held.disposeAsync();
    say({ type: 'ended' });
  }

  function compiled(index: number): Promise<Runnable> {
    const plan = plans[index];
    if (!plan) throw new Error(`there is no plan ${index}`);
    const known = runnables.get(plan);
    if (known) return known;
    const runnable = compilePlan(plan, compiling, doorTo);
    runnables.set(plan, runnable);
    return runnable;
  }

  function ready(plan: number, pass: Pass, runnable: Runnable): Promise<ReadyPass> {
    const key = `${plan} ${pass.id}`;
    const known = passes.get(key);
    if (known) return known;
    const made = preparePass(pass, runnable, compiling);
    passes.set(key, made);
    return made;
  }

  function doorTo(door: Door): Ask {
    return (requests, { again = false } = {}) => {
      const { promise, resolve } = Promise.withResolvers<readonly Answer[]>();
      asked += 1;
      waiting.set(asked, resolve);
      say({ type: 'ask', id: asked, door, requests, again });
      return promise;
    };
  }

  /** Who must not be waits until the process is ended. */
  function alone(): Promise<void> {
    go = Promise.withResolvers();
    say({ type: 'alone' });
    return go.promise;
  }

  function answer({ id, answers }: Extract<Request, { type: 'answers' }>): void {
    waiting.get(id)?.(answers);
    waiting.delete(id);
  }

  function compiling(path: string, side: Side, size: number): void {
    say({ type: 'compiling', path, side, size });
  }

  function report(error: unknown): void {
    if (error instanceof WeirError) say({ type: 'problems', error: error.name, problems: error.problems });
    else say({ type: 'crash', message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

/** Milliseconds. Not by `performance`, which takes one to load. */
function now(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1000 + nanoseconds / 1e6;
}

function reasonOf(
  exclusions: readonly Exclusion[],
  task: Task,
  { step, side, position, version }: Pick<Exclusion, 'step' | 'side' | 'version'> & { readonly position: number },
): string | undefined {
  return exclusions.find(
    (exclusion) =>
      exclusion.plan === task.plan &&
      exclusion.step === step &&
      exclusion.side === side &&
      exclusion.version === version &&
      (exclusion.position === undefined ||
        (exclusion.position === position && exclusion.file === task.shard.file.index)),
  )?.reason;
}
