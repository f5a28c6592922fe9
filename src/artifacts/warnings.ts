/** What an engine reads all the same, though it may not mean what its author thinks: said beside the verdict. */
import { formatProblem, type Problem, WeirError } from '../errors.ts';
import type { ArtifactChanges } from './artifact-changes.ts';
import type { Artifact, Engine } from './engine.ts';
import { sameContent } from './load.ts';

/** More of one artifact are only counted. */
const MOST = 5;

/** One line each; empty where something else is wrong with the artifact, which is said elsewhere. */
export function warningsOf(artifact: Artifact, engine: Engine): string[] {
  return abridged(warnings(artifact, engine).map(formatProblem), artifact.path);
}

/** Those of the artifacts that change: head's, and what base had and head has no more. */
export function changeWarnings(changes: ArtifactChanges): string[] {
  const found = [...changes.values()].flatMap(({ reference: { engine }, base, head }) => {
    if (!base || !head || sameContent(base, head)) return [];
    return abridged(doubtsBetween(base, head, engine).map(formatProblem), head.path);
  });
  return [...new Set(found)];
}

/** Of two versions: head's, and what base had and head has no more. */
export function doubtsBetween(base: Artifact, head: Artifact, engine: Engine): readonly Problem[] {
  const atHead = warnings(head, engine);
  const messages = new Set(atHead.map(({ message }) => message));
  const atBase = warnings(base, engine, true).filter(({ message }) => !messages.has(message));
  return [...atHead, ...atBase.map((problem) => ({ ...problem, side: 'base' }))];
}

function warnings(artifact: Artifact, engine: Engine, inForce = false): readonly Problem[] {
  try {
    return engine.warnings?.(artifact, inForce) ?? [];
  } catch (error) {
    if (error instanceof WeirError) return [];
    throw error;
  }
}

export function abridged(lines: readonly string[], path: string): string[] {
  const more = lines.length - MOST;
  return more > 1 ? [...lines.slice(0, MOST), `${path}: ${more} more of the kind`] : [...lines];
}
