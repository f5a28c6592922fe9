/** Files in whose place head's weir.yml has pipelines read others: what would run once it is merged is what stands there. */
import type { Config, PipelineConfig } from './config.ts';

/**
 * Paths of base with those of head, parts of files among them. Only where every pipeline that reads the one reads the other in its
 * place, with the same engine.
 */
export function movedFiles(base: Config, head: Config | undefined): ReadonlyMap<string, string> {
  const later = new Map(head?.pipelines.map((pipeline) => [pipeline.name, pipeline]));
  const targets = new Map<string, Set<string>>();
  for (const pipeline of base.pipelines) {
    const other = later.get(pipeline.name);
    if (!other) continue;
    const [before, after] = [new Set(pathsOf(pipeline)), new Set(pathsOf(other))];
    for (const [from, to] of pairs(pipeline, other)) {
      // What only stands in another place among the steps has not moved.
      const target = from !== to && !before.has(to) && !after.has(from) ? to : from;
      targets.set(from, (targets.get(from) ?? new Set()).add(target));
    }
  }
  return new Map(
    [...targets].flatMap(([from, [to, ...others]]) =>
      to === undefined || to === from || others.length > 0 ? [] : [[from, to] as const],
    ),
  );
}

function pairs(before: PipelineConfig, after: PipelineConfig): (readonly [from: string, to: string])[] {
  const params =
    before.params !== undefined && after.params !== undefined ? [[before.params, after.params] as const] : [];
  const same = before.steps.length === after.steps.length;
  const steps = before.steps.flatMap((step, index) => {
    if (step.path === undefined) return [];
    const other = same ? after.steps[index] : undefined;
    const isAlike = other?.path !== undefined && other.kind === step.kind && other.engine === step.engine;
    return [[step.path, isAlike ? (other.path ?? step.path) : step.path] as const];
  });
  return [...params, ...steps];
}

function pathsOf({ params, steps }: PipelineConfig): string[] {
  return [params, ...steps.map(({ path }) => path)].filter((path) => path !== undefined);
}
