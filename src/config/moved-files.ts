/** Files in whose place head's weir.yml has pipelines read others: what would run once it is merged is what stands there. */
import { parseElsewhere } from '../document/elsewhere.ts';
import { fileOf } from '../document/part.ts';
import type { Config, PipelineConfig, StepConfig } from './config.ts';

/** A pipeline reads another file in the place of one. */
interface Swap {
  readonly pipeline: string;
  readonly from: string;
  readonly to: string;
}

/**
 * Paths of base with those of head, parts of files among them. Only where every pipeline that reads the one reads the other in its
 * place, with the same engine.
 */
export function movedFiles(base: Config, head: Config | undefined): ReadonlyMap<string, string> {
  const byFile = Map.groupBy(placesIn(base, head), ({ from }) => from);
  return new Map(
    [...byFile].flatMap(([from, places]) => {
      const [to, ...others] = new Set(places.map((place) => place.to));
      return to === undefined || to === from || others.length > 0 ? [] : [[from, to] as const];
    }),
  );
}

/** The other swaps: some pipeline still reads the file, so that the two are not compared. */
export function unmeasuredSwaps(base: Config, head: Config | undefined): Swap[] {
  const moved = movedFiles(base, head);
  return placesIn(base, head).filter(({ from, to }) => from !== to && moved.get(from) !== to);
}

/** What each pipeline of both reads, with what it reads in the place of that later; mostly the same. */
function placesIn(base: Config, head: Config | undefined): Swap[] {
  const later = new Map(head?.pipelines.map((pipeline) => [pipeline.name, pipeline]));
  return base.pipelines.flatMap((pipeline) => {
    const other = later.get(pipeline.name);
    if (!other) return [];
    const [before, after] = [new Set(pathsOf(pipeline)), new Set(pathsOf(other))];
    return pairs(pipeline, other).map(([from, to]) => {
      // What only stands in another place among the steps has not moved.
      // Nor has a file of another repository, whose pin moves by itself.
      const isElsewhere = parseElsewhere(from) ?? parseElsewhere(to);
      const isSwap = from !== to && !isElsewhere && !before.has(to) && !after.has(from);
      return { pipeline: pipeline.name, from, to: isSwap ? to : from };
    });
  });
}

function pairs(before: PipelineConfig, after: PipelineConfig): (readonly [from: string, to: string])[] {
  const params =
    before.params !== undefined && after.params !== undefined ? [[before.params, after.params] as const] : [];
  const same = before.steps.length === after.steps.length;
  const steps = before.steps.flatMap((step, index) => {
    if (step.path === undefined) return [];
    const other = same ? after.steps[index] : undefined;
    return [[step.path, other?.path !== undefined && isInPlaceOf(step, other) ? other.path : step.path] as const];
  });
  return [...params, ...steps];
}

/** Another rule of the same file that writes elsewhere, as the next of those that `each` finds, stands in the place of none. */
function isInPlaceOf(before: StepConfig, after: StepConfig): boolean {
  const isRuleBeside = fileOf(before.path ?? '') === fileOf(after.path ?? '') && intoOf(before) !== intoOf(after);
  return before.kind === after.kind && before.engine === after.engine && !isRuleBeside;
}

function intoOf(step: StepConfig): string | undefined {
  return 'into' in step ? step.into : undefined;
}

function pathsOf({ params, steps }: PipelineConfig): string[] {
  return [params, ...steps.map(({ path }) => path)].filter((path) => path !== undefined);
}
