/** Asks base twice, where it may answer otherwise: on so many records that a rate of noise that matters shows. */
import type { NoiseCounts } from '../impact/noise.ts';
import { stepsAgain } from '../replay/noise/again.ts';
import { NoiseSum } from '../replay/noise/pass.ts';
import type { Plan } from '../replay/plan.ts';
import type { RunFurther } from '../replay/replay.ts';
import type { Replayed } from '../replay/run.ts';

/** Records; without any difference among them, 99 % sure that less than 0.5 % of all differ. */
const SAMPLE = 1000;

/** Undefined where nothing of the change is asked outside. Throws as a replay does. */
export async function measureNoise(
  plan: Plan,
  { evidence }: Replayed,
  run: RunFurther,
): Promise<NoiseCounts | undefined> {
  const steps = stepsAgain(plan);
  if (steps.again.length === 0 || evidence.replayed === 0) return undefined;
  const { outputs } = plan.evidence;
  const sum = new NoiseSum(outputs.length);
  const share = Math.min(1, SAMPLE / evidence.read);
  await run({ kind: 'noise', id: 'noise', share, ...steps }, (parts) => {
    if (parts.kind === 'noise') sum.absorb(parts);
  });
  return sum.finish(outputs.map(({ name }) => name));
}
