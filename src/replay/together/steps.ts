/**
 * Steps of several plans of one pipeline as one flow: variants 0 and 1 are base and head of the first plan, 2 and 3 those of the
 * second. A version of a step that several of them have runs once.
 */
import type { Beside, CompileOptions, Stage } from '../../artifacts/engine.ts';
import { identityOf } from '../../artifacts/identity.ts';
import type { Plan, PlannedStep } from '../plan.ts';
import type { RunnableStep, StepVersion } from '../runnable-step.ts';
import type { Side } from '../track.ts';
import { compileWritten } from '../written.ts';

export interface Compile {
  stage(step: PlannedStep, side: Side): Promise<Stage>;
  beside(plan: Plan, side: Side): Promise<Beside>;
  /** What a stage is compiled with, beside the artifact. */
  options(step: PlannedStep, side: Side): CompileOptions;
}

interface Sharing {
  readonly plan: Plan;
  readonly step: PlannedStep;
  readonly side: Side;
  readonly variants: readonly number[];
}

/** Throws ArtifactError. */
export async function compileTogether(plans: readonly Plan[], compile: Compile): Promise<RunnableStep[]> {
  const [first] = plans;
  const steps: RunnableStep[] = [];
  const stages = new Map<string, Promise<Stage>>();
  const besides = new Map<string, Promise<Beside>>();
  for (const [index, { path, into, from }] of (first?.steps ?? []).entries()) {
    const sides = plans.flatMap((plan, number) => sharingIn(plan, index, number));
    const groups = Map.groupBy(sides, (one) => `${index} ${stageKey(one, compile)} ${besideKey(one)}`);
    const versions: StepVersion[] = [];
    for (const own of groups.values()) {
      const [one] = own;
      if (!one) continue;
      const variants = own.flatMap((each) => each.variants);
      versions.push({
        stage: await onceIn(stages, `${index} ${stageKey(one, compile)}`, () => compile.stage(one.step, one.side)),
        beside: await onceIn(besides, besideKey(one), () => compile.beside(one.plan, one.side)),
        variants,
        ...(groups.size === 1 ? { side: 'base' } : { side: one.side, version: versions.length }),
      });
    }
    const write = into === undefined ? undefined : compileWritten(into);
    steps.push({ path, versions, write, readsRecord: from !== undefined });
  }
  return steps;
}

function sharingIn(plan: Plan, index: number, number: number): Sharing[] {
  const step = plan.steps[index];
  if (!step) throw new Error('plans of different pipelines');
  const [base, head] = [2 * number, 2 * number + 1];
  if (!step.divergent) return [{ plan, step, side: 'base', variants: [base, head] }];
  return [
    { plan, step, side: 'base', variants: [base] },
    { plan, step, side: 'head', variants: [head] },
  ];
}

function stageKey({ step, side }: Sharing, compile: Compile): string {
  const { recordedUnder, ...options } = compile.options(step, side);
  const own = step.artifacts && identityOf(step.artifacts[side]);
  return JSON.stringify([own, recordedUnder && identityOf(recordedUnder), options]);
}

function besideKey({ plan, step, side }: Sharing): string {
  const isSeen = step.kind !== 'schema' && step.artifacts !== undefined && plan.params !== undefined;
  return isSeen && plan.params ? identityOf(plan.params[side]) : '';
}

function onceIn<T>(known: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const found = known.get(key) ?? make();
  known.set(key, found);
  return found;
}
