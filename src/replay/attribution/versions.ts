/** Compiles a pipeline's steps for every mixture of edits: those that have the same version of a step share it. */
import type { ReferenceKey } from '../../artifacts/reference.ts';
import { askedBy, mixedSources } from '../across/asked.ts';
import { type Compiling, compileVersion, type ReadyVersion, type Runnable } from '../compile.ts';
import { hiddenIn } from '../redacted.ts';
import type { Announced, RunnableStep, StepVersion } from '../runnable-step.ts';
import { BASE, HEAD } from '../track.ts';
import { type AttributionPass, FIRST_VERSION } from './pass.ts';

/** Which versions of which artifacts each variant runs. */
export type Mixtures = Pick<AttributionPass, 'references' | 'versions' | 'mixtures'>;

/** The steps with a variant for each mixture. Throws ArtifactError where a version does not compile. */
export async function compileMixtures(
  pass: Mixtures,
  runnable: Runnable,
  compiling: Compiling,
): Promise<RunnableStep[]> {
  const { plan, steps } = runnable;
  const ready: ReadyVersion[] = [];
  for (const version of pass.versions) ready.push(await compileVersion(runnable, version, compiling));
  return steps.map((step, index) => {
    const own = placeIn(pass, plan.steps[index]?.artifacts?.reference);
    const params = step.versions[0]?.beside.params === undefined ? undefined : placeIn(pass, plan.params?.reference);
    const choose = (mixture: readonly number[] = []): Choice => ({
      own: own === undefined ? undefined : mixture[own],
      params: params === undefined ? undefined : mixture[params],
    });
    const byChoice = Map.groupBy(pass.mixtures.keys(), (mixture) => JSON.stringify(choose(pass.mixtures[mixture])));
    const versions = [...byChoice.values()].map((variants, number): StepVersion => {
      const choice = choose(pass.mixtures[variants[0] ?? BASE]);
      const { own: artifact = BASE, params: besides = BASE } = choice;
      const stage = sideOf(step, artifact)?.stage ?? ready[artifact - FIRST_VERSION]?.stages[index];
      const beside = sideOf(step, besides)?.beside ?? ready[besides - FIRST_VERSION]?.beside;
      if (!stage || !beside) throw new Error(`there is no version ${artifact} or ${besides} for step ${index}`);
      return { stage, beside, variants, ...announced(choice, number) };
    });
    const stages = { base: sideOf(step, BASE)?.stage, head: sideOf(step, HEAD)?.stage };
    const asked = askedBy(versions, stages, hiddenIn(plan), (variant, version) =>
      mixedSources(pass.mixtures[variant] ?? [], version),
    );
    return { ...step, versions, ...(asked && { asked }) };
  });
}

/** Which version of the step's artifact and of the params; undefined where there is but one. */
interface Choice {
  readonly own: number | undefined;
  readonly params: number | undefined;
}

/** Which of the pass's references it is; undefined for what has but one version. */
function placeIn({ references }: Mixtures, reference: ReferenceKey | undefined): number | undefined {
  const place = reference === undefined ? -1 : references.indexOf(reference);
  return place < 0 ? undefined : place;
}

/** What the plan runs at base or head; undefined for what is neither's. */
function sideOf({ versions }: RunnableStep, version: number): StepVersion | undefined {
  return version < FIRST_VERSION ? versions.find(({ variants }) => variants.includes(version)) : undefined;
}

/** What ended a process at base or head is excluded here too. */
function announced({ own, params }: Choice, version: number): Announced {
  const chosen = [own, params].filter((choice) => choice !== undefined);
  if (chosen.every((choice) => choice === BASE)) return { side: 'base' };
  if (chosen.every((choice) => choice === HEAD)) return { side: 'head' };
  return { side: 'head', version };
}
