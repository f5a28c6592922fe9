/**
 * A change that moves a pin: base's weir.yml names `acme/events:booking.json@v3`, head's names `@v4`. Base's judges, with its
 * limits and its steps; the file that it names at v3 is what head has in its place, so the old pin is compared with the new.
 */
import { type Elsewhere, parseElsewhere, pathElsewhere, refAtHead } from '../document/elsewhere.ts';
import type { Config, PipelineConfig } from './config.ts';
import type { JudgingConfig } from './read.ts';

/** The same where no pin moves. */
export function withMovedPins(judging: JudgingConfig): JudgingConfig {
  const { config, proposed, from } = judging;
  if (from !== 'base' || !proposed || proposed === config) return judging;
  return { ...judging, config: { ...config, pipelines: config.pipelines.map((one) => movePins(one, proposed)) } };
}

/** Moved pins where head has them, on both sides: as if the change were merged. */
export function withPinsAtHead(config: Config): Config {
  return { ...config, pipelines: config.pipelines.map((one) => withPaths(one, pinnedAtHead)) };
}

/** A path as head's weir.yml has it, whose pin may have moved. */
export function pinnedAtHead(path: string): string {
  const pinned = parseElsewhere(path);
  if (pinned?.headRef === undefined) return path;
  const { ref: _, headRef: __, ...where } = pinned;
  const ref = refAtHead(pinned);
  return pathElsewhere({ ...where, ...(ref !== undefined && { ref }) });
}

function withPaths(pipeline: PipelineConfig, put: (path: string) => string): PipelineConfig {
  const steps = pipeline.steps.map((step) => (step.path === undefined ? step : { ...step, path: put(step.path) }));
  return { ...pipeline, steps, ...(pipeline.params !== undefined && { params: put(pipeline.params) }) };
}

function movePins(pipeline: PipelineConfig, { pipelines }: Config): PipelineConfig {
  const atHead = pipelines.find(({ name }) => name === pipeline.name);
  if (!atHead) return pipeline;
  const named = pathsOf(atHead);
  return withPaths(pipeline, (path) => movedPin(path, named));
}

function pathsOf({ params, steps }: PipelineConfig): string[] {
  return [params, ...steps.map(({ path }) => path)].filter((path) => path !== undefined);
}

function movedPin(path: string, atHead: readonly string[]): string {
  const pinned = parseElsewhere(path);
  if (!pinned || atHead.includes(path)) return path;
  const others = atHead.flatMap((other) => {
    const found = parseElsewhere(other);
    return found && isSameFile(found, pinned) ? [found] : [];
  });
  const [other, another] = others;
  return other && !another ? pathElsewhere({ ...pinned, headRef: other.ref ?? 'HEAD' }) : path;
}

function isSameFile(one: Elsewhere, other: Elsewhere): boolean {
  return one.repository === other.repository && one.path === other.path;
}
