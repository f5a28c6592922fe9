/**
 * Compiles artifacts that no replay meets, in a locked-in process like any other: nothing tells head from base, but its
 * text is another, and a head that cannot be compiled is not unaffected.
 */
import { digest } from '../artifacts/load.ts';
import type { Candidate } from './compile.ts';
import { uncompiled } from './pool.ts';
import { BUDGET, ReplayProcess } from './process.ts';
import type { ReplayOptions } from './replay.ts';
import { roomToCompile } from './room.ts';

/** Throws ArtifactError where one of them does not compile at head, and the signal's reason. */
export async function assertCompiles(
  asked: readonly Candidate[],
  { ahead, signal, proven }: Pick<ReplayOptions, 'ahead' | 'signal' | 'proven'>,
): Promise<void> {
  const named = asked.map((candidate) => ({ candidate, name: nameOf(candidate) }));
  const fresh = named.filter(({ name }) => !proven?.has(name));
  await compileAll(
    fresh.map(({ candidate }) => candidate),
    { ahead, signal },
  );
  for (const { name } of fresh) proven?.add(name);
}

/** The same for the same files, read in the same way. */
function nameOf({ engine, artifact }: Candidate): string {
  return JSON.stringify([engine, artifact.path, artifact.options, digest(artifact)]);
}

async function compileAll(
  candidates: readonly Candidate[],
  { ahead, signal }: Pick<ReplayOptions, 'ahead' | 'signal'>,
): Promise<void> {
  if (candidates.length === 0) return;
  signal?.throwIfAborted();
  const { lock, budget } = roomToCompile(candidates.map(({ engine }) => engine));
  const isUsual = !lock.addons && budget.milliseconds === BUDGET.milliseconds && budget.megabytes === BUDGET.megabytes;
  const lent = isUsual ? ahead?.first : undefined;
  const process = lent?.alive && !lent.isBusy ? lent : new ReplayProcess(lock, budget);
  const stop = (): void => process.end();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    const result = await process.run({ type: 'compile', candidates }, () => {});
    signal?.throwIfAborted();
    if (result.type !== 'died') return;
    const { last, how } = result;
    throw last.type === 'compiling'
      ? uncompiled(last, how)
      : new Error(`a replay process ${how} before it compiled anything`);
  } finally {
    signal?.removeEventListener('abort', stop);
    if (process !== lent) await process.close();
  }
}
