/**
 * Steps of base that a step of head's weir.yml takes the place of by another engine: their file is in one language at base and in
 * another at head, and neither engine can tell what the other's file does.
 */
import type { StepConfig } from './config.ts';

/** The steps of both sides, where those of base say by which engine their file is read in their place at head. */
export function withEnginesAtHead(steps: readonly StepConfig[]): StepConfig[] {
  const free = new Set(steps.filter(({ only }) => only === 'head'));
  return steps.map((step) => {
    const isStillRead = steps.some((one) => one.only !== 'base' && isOneFile(one, step) && one.engine === step.engine);
    if (step.only !== 'base' || step.path === undefined || isStillRead) return step;
    const there = [...free].filter((one) => one.kind === step.kind && isOneFile(one, step));
    const other = there.find((one) => intoOf(one) === intoOf(step)) ?? there[0];
    if (!other) return step;
    free.delete(other);
    return { ...step, engineAtHead: other.engine };
  });
}

/**
 * Base's steps, each of which gives way at head to the step that takes its place by another engine, and writes where base's does.
 * @param isGone whether head has no longer the file of a step that only base has, or nothing in it that this step could read
 */
export function withSuccessors(steps: readonly StepConfig[], isGone: (step: StepConfig) => boolean): StepConfig[] {
  const free = new Set(steps.filter(({ only }) => only === 'head'));
  return steps.flatMap((step): StepConfig[] => {
    if (step.only === 'head') return [];
    const other = step.only === 'base' ? successor(step, free, isGone) : undefined;
    if (!other) {
      const { only: _, engineAtHead: __, ...own } = step;
      return [own];
    }
    free.delete(other);
    return [step, { ...other, ...placeOf(step) } as StepConfig];
  });
}

function successor(
  step: StepConfig,
  free: ReadonlySet<StepConfig>,
  isGone: (step: StepConfig) => boolean,
): StepConfig | undefined {
  const alike = [...free].filter((one) => one.kind === step.kind);
  if (step.engineAtHead !== undefined)
    return alike.find((one) => isOneFile(one, step) && one.engine === step.engineAtHead);
  const [other, another] = alike.filter((one) => intoOf(one) === intoOf(step));
  return another || !isGone(step) ? undefined : other;
}

/** Where a step reads and writes. */
function placeOf(step: StepConfig) {
  return {
    ...('into' in step && { into: step.into }),
    ...('from' in step && step.from !== undefined && { from: step.from }),
  };
}

function isOneFile(one: StepConfig, other: StepConfig): boolean {
  return one.path !== undefined && one.path === other.path;
}

function intoOf(step: StepConfig): string | undefined {
  return 'into' in step ? step.into : undefined;
}
