/**
 * What a plan reads of a record, on whatever side: all that evidence can depend on. Records that are alike in that count
 * alike, so it has to be complete, and may be more.
 */
import { pointerTokens } from '../document/pointer.ts';
import { rawPointers } from '../recordings/labels/raw-pointers.ts';
import type { Wanted } from '../recordings/screen/wanted.ts';
import type { Plan } from './plan.ts';
import type { RunnableStep } from './runnable-step.ts';

type Path = readonly string[];

/** Undefined where it may read anything. */
export function readsOf(plan: Plan, steps: readonly RunnableStep[]): Wanted[] | undefined {
  const recording = rawPointers(plan.recording);
  // Which records end before they start depends on what they lack.
  if (recording.lacks !== undefined) return undefined;
  const { input, output, label, id, time, weight, value } = pathsOf(recording);
  const wanted: Wanted[] = [];
  const take = (path: Path | undefined, sees: Wanted['sees'], ...below: readonly string[]): void => {
    if (path) wanted.push({ path: [...path, ...below], sees });
  };
  take(input, 'type');
  take(id, 'type');
  take(time, 'time');
  for (const path of [label, weight, value]) take(path, 'value');
  take(output, 'type');
  if (plan.params) take(input, 'type', 'params');
  for (const { recorded } of plan.outputs) for (const at of recorded) take(output, 'value', ...pointerTokens(at));
  for (const { at } of plan.outputs) take(input, 'value', ...pointerTokens(at));
  for (const at of plan.evidence.segments) take(input, 'value', ...pointerTokens(at));
  for (const step of plan.steps) if (step.into !== undefined) take(input, 'type', ...pointerTokens(step.into));
  for (const [index, { versions, readsRecord }] of steps.entries()) {
    if (readsRecord) {
      const [part = '', ...below] = pointerTokens(plan.steps[index]?.from ?? '/output');
      if (!isPart(part)) return undefined;
      take({ input, output, label, id, time, weight, value }[part], 'value', ...below);
      continue;
    }
    for (const { stage } of versions) {
      // Which of some that are alike is the first counts where one of them may be refused.
      if (!stage.reads || stage.across) return undefined;
      for (const path of stage.reads) take(input, 'value', ...path);
      for (const { path, sees } of stage.glances ?? []) take(input, sees, ...path);
    }
  }
  return wanted;
}

const PARTS = ['input', 'output', 'label', 'id', 'time', 'weight', 'value'] as const;

function isPart(name: string): name is (typeof PARTS)[number] {
  return (PARTS as readonly string[]).includes(name);
}

type Pointers = Readonly<Partial<Record<(typeof PARTS)[number], string>>>;

function pathsOf(pointers: Pointers): Readonly<Partial<Record<(typeof PARTS)[number], Path>>> {
  return Object.fromEntries(
    PARTS.flatMap((part) => {
      const pointer = pointers[part];
      return pointer === undefined ? [] : [[part, pointerTokens(pointer)]];
    }),
  );
}
