/**
 * Entry of a replay process. It was started locked in: it can read the shards and Weir's own files, and nothing else;
 * no writing, no starting of programs, no network, an empty environment. Here, and only here, engines see artifacts.
 */
import { WeirError } from '../errors.ts';
import { compilePlan, type Runnable } from './compile.ts';
import type { Bar, Reply, Request, Task } from './messages.ts';
import type { Plan } from './plan.ts';
import { replayShard } from './shard.ts';

serve((reply) => process.send?.(reply));

/** Answers requests one after the other; the sender waits for each answer. */
function serve(say: (reply: Reply) => void): void {
  let plans: readonly Plan[] = [];
  const runnables = new Map<number, Promise<Runnable>>();

  process.on('message', (request: Request) => {
    if (request.type === 'plans') plans = request.plans;
    else replay(request).catch(report);
  });

  async function replay({ task, bars, singlyFrom }: Extract<Request, { type: 'task' }>): Promise<void> {
    const runnable = await compiled(task.plan);
    let announced = Number.NaN;
    const parts = await replayShard(runnable, task.shard, task.window, {
      enter(step, side, tracks) {
        const position = tracks[0]?.position ?? 0;
        // Once for a batch is enough to know where to look; one by one, every step counts.
        if (position === announced && singlyFrom === undefined) return;
        announced = position;
        say({ type: 'enter', step, side, position });
      },
      left: (records) => say({ type: 'left', records }),
      barred: bars.length === 0 ? undefined : (step, side, position) => reasonOf(bars, task, step, side, position),
      singlyFrom,
      most: task.most,
    });
    say({ type: 'evidence', parts });
  }

  function compiled(index: number): Promise<Runnable> {
    const known = runnables.get(index);
    if (known) return known;
    const plan = plans[index];
    if (!plan) throw new Error(`there is no plan ${index}`);
    const runnable = compilePlan(plan, (path, side) => say({ type: 'compiling', path, side }));
    runnables.set(index, runnable);
    return runnable;
  }

  function report(error: unknown): void {
    if (error instanceof WeirError) say({ type: 'problems', error: error.name, problems: error.problems });
    else say({ type: 'crash', message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

function reasonOf(bars: readonly Bar[], task: Task, step: number, side: string, position: number): string | undefined {
  return bars.find(
    (bar) =>
      bar.plan === task.plan &&
      bar.step === step &&
      bar.side === side &&
      (bar.position === undefined || (bar.position === position && bar.file === task.shard.file.index)),
  )?.reason;
}
