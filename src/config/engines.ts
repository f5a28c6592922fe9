/** Which engines there are, as far as weir.yml is concerned, and which of them reads a step's file when weir.yml does not say. */
import { extname } from 'node:path';
import { either } from '../format/listed.ts';
import { knownEngines } from './engines.generated.ts';
import type { KnownEngine } from './known-engine.ts';
import type { StepKind } from './schema.ts';

/** What `model:` says instead of a path to reuse what production answered; also that engine's id. */
export const recorded = 'recorded';

/** The engines of steps of this kind. */
export function enginesOf(kind: StepKind): readonly KnownEngine[] {
  return knownEngines.filter((engine) => engine.kind === kind);
}

export function knownEngine(id: unknown): KnownEngine | undefined {
  return knownEngines.find((engine) => engine.id === id);
}

/** The engine's id, or undefined where the ending says nothing. */
export function defaultEngine(kind: StepKind, path: string): string | undefined {
  if (kind === 'model' && path === recorded) return recorded;
  // A folder has no ending.
  if (kind === 'program') return knownEngines.find(({ selectedBy }) => selectedBy === kind)?.id;
  return selected(kind, path)?.id;
}

/** The first engine that this key of weir.yml selects for such a file. */
export function selected(key: KnownEngine['selectedBy'], path: string): KnownEngine | undefined {
  return knownEngines.find((engine) => engine.selectedBy === key && engine.extensions.includes(endingOf(path)));
}

/** Some engine reads such files, whatever they hold. */
export function hasReader(path: string): boolean {
  return knownEngines.some(({ extensions }) => extensions.includes(endingOf(path)));
}

/** Some engine reads this language, whatever its files are called. */
export function isRead(language: string): boolean {
  return knownEngines.some(({ languages }) => languages.includes(language));
}

/** What such a key may name, in words: `a JSON Schema (.json, .yaml, .yml)`. */
export function namesOf(key: StepKind | 'params'): string {
  const named = knownEngines.filter(({ selectedBy, extensions }) => selectedBy === key && extensions.length > 0);
  const names = named.map(({ name, extensions }) => `${name} (${extensions.join(', ')})`);
  return either(names);
}

function endingOf(path: string): string {
  return extname(path).toLowerCase();
}
