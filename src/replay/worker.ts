/**
 * Entry of a replay process. It was started locked in: it can read the shards and Weir's own files, and nothing else;
 * no writing, no starting of programs, no network, an empty environment. Here, and only here, engines see artifacts.
 */
import { WeirError } from '../errors.ts';
import { compilePlan, type Runnable } from './compile.ts';
import type { Side } from './flow.ts';
import type { Bar, Reply, Request, Task } from './messages.ts';
import { type Pass, preparePass, type ReadyPass } from './passes.ts';
import type { Plan } from './plan.ts';
import { replayShard, type ShardObserver } from './shard.ts';

serve((reply) => process.send?.(reply));

/** Answers requests one after the other; the sender waits for each answer. */
function serve(say: (reply: Reply) => void): void {
  let plans: readonly Plan[] = [];
  const runnables = new Map<number, Promise<Runnable>>();
  const passes = new Map<string, Promise<ReadyPass>>();

  process.on('message', (request: Request) => {
    if (request.type === 'plans') plans = request.plans;
    else replay(request).catch(report);
  });

  async function replay({ task, bars, singlyFrom }: Extract<Request, { type: 'task' }>): Promise<void> {
    const runnable = await compiled(task.plan);
    const pass = task.pass && (await ready(task.plan, task.pass, runnable));
    const sparing = createSparing();
    const observer: ShardObserver = {
      enter(step, side, tracks, variant) {
        const position = tracks[0]?.position ?? 0;
        // Now and then is enough to know where to look; one by one, every step counts.
        if (singlyFrom === undefined && sparing(position, variant)) return;
        say({ type: 'enter', step, side, position, ...(variant !== undefined && { variant }) });
      },
      left: (records) => say({ type: 'left', records }),
      barred:
        bars.length === 0
          ? undefined
          : (step, side, position, variant) => reasonOf(bars, task, { step, side, position, variant }),
      singlyFrom,
      most: task.most,
    };
    if (pass) say({ type: 'passed', parts: await pass(task.shard, task.window, observer) });
    else say({ type: 'evidence', parts: await replayShard(runnable, task.shard, task.window, observer) });
  }

  function compiled(index: number): Promise<Runnable> {
    const known = runnables.get(index);
    if (known) return known;
    const plan = plans[index];
    if (!plan) throw new Error(`there is no plan ${index}`);
    const runnable = compilePlan(plan, compiling);
    runnables.set(index, runnable);
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

  function compiling(path: string, side: Side): void {
    say({ type: 'compiling', path, side });
  }

  function report(error: unknown): void {
    if (error instanceof WeirError) say({ type: 'problems', error: error.name, problems: error.problems });
    else say({ type: 'crash', message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

const OFTEN_MILLISECONDS = 200;

/** Tells whether a stage need not be announced: once for a batch, and for a pass's many stages only so often. */
function createSparing(): (position: number, variant: number | undefined) => boolean {
  let announced = Number.NaN;
  let at = 0;
  return (position, variant) => {
    if (position === announced && (variant === undefined || performance.now() - at < OFTEN_MILLISECONDS)) return true;
    announced = position;
    if (variant !== undefined) at = performance.now();
    return false;
  };
}

function reasonOf(
  bars: readonly Bar[],
  task: Task,
  { step, side, position, variant }: Pick<Bar, 'step' | 'side' | 'variant'> & { readonly position: number },
): string | undefined {
  return bars.find(
    (bar) =>
      bar.plan === task.plan &&
      bar.step === step &&
      bar.side === side &&
      bar.variant === variant &&
      (bar.position === undefined || (bar.position === position && bar.file === task.shard.file.index)),
  )?.reason;
}
