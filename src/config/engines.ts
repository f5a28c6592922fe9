/** Which engine reads a step's file when weir.yml does not say. */
import { extname } from 'node:path';
import type { StepKind } from './schema.ts';

/** An engine as far as weir.yml is concerned. The registry of `src/artifacts` is a list of these. */
export interface EngineName {
  readonly id: string;
  readonly kind: StepKind;
}

const structured: readonly string[] = ['.json', '.yaml', '.yml'];
const defaults = { schema: 'json-schema', rules: 'json-logic-js' } as const;

/** What `model:` says instead of a path to reuse what production answered; also that engine's id. */
export const recorded = 'recorded';

/**
 * The engine's id, or undefined where the extension says nothing. Weights go by their extension (`onnx`): whether
 * such an engine exists is for the artifacts to say, which know the packages.
 */
export function defaultEngine(kind: StepKind, path: string): string | undefined {
  if (kind === 'model') return path === recorded ? recorded : extname(path).slice(1).toLowerCase() || undefined;
  return structured.includes(extname(path).toLowerCase()) ? defaults[kind] : undefined;
}
