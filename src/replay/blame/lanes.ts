/** Compiles the versions of a pipeline's steps: mixtures that have the same version of a step share a lane through it. */
import type { Beside, Stage } from '../../artifacts/engine.ts';
import type { ReferenceKey } from '../../artifacts/reference.ts';
import { type Compiling, compileVariant, type Runnable, type Variant } from '../compile.ts';
import type { RunnableStep, Side } from '../flow.ts';
import { BASE, type BlamePass, FIRST_VERSION, HEAD } from './pass.ts';

export interface LaneStep {
  readonly step: RunnableStep;
  readonly lanes: readonly Lane[];
}

export interface Lane {
  readonly stage: Stage;
  /** What the step can read beside its documents. */
  readonly beside: Beside;
  readonly mixtures: readonly number[];
  /** How a stage is announced. */
  readonly side: Side;
  readonly variant: number | undefined;
}

/** Throws ArtifactError where a version does not compile. */
export async function compileLanes(
  pass: BlamePass,
  { plan, steps }: Runnable,
  compiling: Compiling,
): Promise<LaneStep[]> {
  const variants: Variant[] = [];
  for (const version of pass.versions) variants.push(await compileVariant(plan, version, compiling));
  return steps.map((step, index) => {
    const own = placeIn(pass, plan.steps[index]?.artifacts?.reference);
    const params = step.beside.base.params === undefined ? undefined : placeIn(pass, plan.params?.reference);
    const choose = (mixture: readonly number[]): Choice => ({
      own: own === undefined ? undefined : mixture[own],
      params: params === undefined ? undefined : mixture[params],
    });
    const byChoice = Map.groupBy(pass.mixtures.keys(), (mixture) =>
      JSON.stringify(choose(pass.mixtures[mixture] ?? [])),
    );
    const lanes = [...byChoice.values()].map((mixtures, number): Lane => {
      const choice = choose(pass.mixtures[mixtures[0] ?? 0] ?? []);
      return {
        stage: stageOf(step, choice.own ?? BASE, index, variants),
        beside: besideOf(step, choice.params ?? BASE, variants),
        mixtures,
        ...placeOf(choice, number),
      };
    });
    return { step, lanes };
  });
}

/** Which version of the step's artifact and of the params; undefined where there is but one. */
interface Choice {
  readonly own: number | undefined;
  readonly params: number | undefined;
}

/** Which of the pass's references it is; undefined for what has but one version. */
function placeIn({ references }: BlamePass, reference: ReferenceKey | undefined): number | undefined {
  const place = reference === undefined ? -1 : references.indexOf(reference);
  return place < 0 ? undefined : place;
}

function stageOf({ stage }: RunnableStep, choice: number, step: number, variants: readonly Variant[]): Stage {
  if (choice === BASE) return stage.base;
  const own = choice === HEAD ? stage.head : variants[choice - FIRST_VERSION]?.stages[step];
  if (!own) throw new Error(`there is no version ${choice} of step ${step}`);
  return own;
}

function besideOf({ beside }: RunnableStep, choice: number, variants: readonly Variant[]): Beside {
  if (choice === BASE) return beside.base;
  const own = choice === HEAD ? beside.head : variants[choice - FIRST_VERSION]?.beside;
  if (!own) throw new Error(`there is no version ${choice} of the params`);
  return own;
}

/** What ended a process at base or head is barred here too. */
function placeOf({ own, params }: Choice, number: number): Pick<Lane, 'side' | 'variant'> {
  const chosen = [own, params].filter((choice) => choice !== undefined);
  if (chosen.every((choice) => choice === BASE)) return { side: 'base', variant: undefined };
  if (chosen.every((choice) => choice === HEAD)) return { side: 'head', variant: undefined };
  return { side: 'head', variant: number };
}
