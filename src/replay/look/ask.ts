/** Has files of a recording looked at, and asks what pipelines read of it, in locked-in processes of their own. */
import { engineFor } from '../../artifacts/registry.ts';
import type { Wanted } from '../../recordings/screen/wanted.ts';
import { askReads } from '../ask-reads.ts';
import type { Plan } from '../plan.ts';
import { ReplayProcess } from '../process.ts';
import { roomFor } from '../room.ts';
import type { Look, Looking } from './looking.ts';

export interface AskOptions {
  readonly signal?: AbortSignal;
}

/** What was seen, or why it took too long or too much. Throws a RecordingError where a file cannot be read. */
export async function look(looking: Looking, { signal }: AskOptions): Promise<Look | string> {
  const { lock, budget } = roomFor([], looking.files);
  return within(new ReplayProcess(lock, budget), signal, async (process) => {
    const result = await process.run({ type: 'look', looking }, () => {});
    if (result.type === 'died') return result.how;
    if (result.type === 'passed' && result.parts.kind === 'looked') return result.parts;
    throw new Error('a replay process that does not say what it saw');
  });
}

/** What each plan reads of a record; undefined: anything. Throws an ArtifactError where one does not compile. */
export async function readsOfPlans(
  plans: readonly Plan[],
  { signal }: AskOptions,
): Promise<(readonly Wanted[] | undefined)[]> {
  const needs = plans.flatMap(({ steps }) => steps.map(({ engine }) => engineFor(engine).needs));
  // Others outside are not asked for this.
  if (needs.some(({ hosts, child }) => hosts || child)) return plans.map(() => undefined);
  const { lock, budget } = roomFor(plans, []);
  return within(new ReplayProcess(lock, budget), signal, async (process) => {
    process.send({ type: 'plans', plans });
    const reads: (readonly Wanted[] | undefined)[] = [];
    for (const index of plans.keys()) reads.push(await askReads(process, index, undefined));
    return reads;
  });
}

async function within<T>(
  process: ReplayProcess,
  signal: AbortSignal | undefined,
  work: (process: ReplayProcess) => Promise<T>,
): Promise<T> {
  const stop = (): void => process.end();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    signal?.throwIfAborted();
    const result = await work(process);
    signal?.throwIfAborted();
    return result;
  } finally {
    signal?.removeEventListener('abort', stop);
    await process.close();
  }
}
