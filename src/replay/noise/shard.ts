/**
 * Runs some records of a shard through base, through base once more, and through head. Only some steps run
 * once more (`NoisePass.again`), since what both sides have in common is asked once for both.
 */
import type { Shard } from '../../recordings/reader.ts';
import { type Compiling, compileAgain, type Runnable } from '../compile.ts';
import { type Window, windowFilter } from '../order.ts';
import type { PlannedStep } from '../plan.ts';
import { openShard, runGroups, type ShardObserver } from '../records.ts';
import type { RunnableStep, StepVersion } from '../runnable-step.ts';
import { BASE, HEAD, startTrack } from '../track.ts';
import { AGAIN, type NoiseParts, type NoisePass, NoiseSum } from './pass.ts';

const ALL: readonly number[] = [BASE, HEAD, AGAIN];

export type ReadyNoise = (shard: Shard, window: Window, observer: ShardObserver) => Promise<NoiseParts>;

/** Throws ArtifactError. */
export async function prepareNoise(pass: NoisePass, runnable: Runnable, compiling: Compiling): Promise<ReadyNoise> {
  const steps: RunnableStep[] = [];
  for (const [index, step] of runnable.steps.entries()) {
    const planned = pass.again.includes(index) ? runnable.plan.steps[index] : undefined;
    steps.push(await withAgain(step, planned, runnable, compiling));
  }
  return (shard, window, observer) => runAgain(pass, { ...runnable, steps }, shard, window, observer);
}

/** @param planned of a step that base runs once more */
async function withAgain(
  step: RunnableStep,
  planned: PlannedStep | undefined,
  runnable: Runnable,
  compiling: Compiling,
): Promise<RunnableStep> {
  const [base, head] = step.versions;
  if (!base) return step;
  if (!planned) {
    const common: StepVersion = { ...base, variants: ALL.filter((one) => !head?.variants.includes(one)) };
    return { ...step, versions: head ? [common, head] : [common] };
  }
  const again: StepVersion = { ...base, stage: await compileAgain(runnable, planned, compiling), variants: [AGAIN] };
  return { ...step, versions: head ? [base, head, again] : [base, again] };
}

async function runAgain(
  { share, isAskedAlike }: NoisePass,
  runnable: Runnable,
  shard: Shard,
  window: Window,
  observer: ShardObserver,
): Promise<NoiseParts> {
  const sum = new NoiseSum(runnable.plan.evidence.outputs.length);
  const chosen: Window = { ...window, from: 0, to: window.to * share };
  for await (const { tracks } of openShard(runnable, shard, windowFilter(chosen, shard.file.index), observer)) {
    const own = tracks.map(({ request, position }) => startTrack(request, position, ALL));
    await runGroups(runnable.steps, own, observer);
    for (const track of own) sum.add(track, runnable, isAskedAlike);
  }
  return sum.export();
}
