/** Whose a file is, by its name and what it holds. */
import type { Engine } from './engine.ts';
import type { NamedContent } from './named-content.ts';
import { engines } from './registry.ts';

/** The engines that take the file for theirs, in the order of the registry. */
export function recognisers(file: NamedContent): Engine[] {
  return engines.filter((engine) => engine.recognise?.(file));
}

interface Parts {
  readonly engine: Engine;
  readonly pointers: readonly string[];
}

/** Pointers to artifacts that the file holds without being one, by the first engine that sees any. */
export function partsIn(file: NamedContent): Parts | undefined {
  for (const engine of engines) {
    const pointers = engine.partsIn?.(file) ?? [];
    if (pointers.length > 0) return { engine, pointers };
  }
  return undefined;
}
