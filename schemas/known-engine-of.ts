import type { Engine } from '../src/artifacts/engine.ts';
import type { KnownEngine } from '../src/config/known-engine.ts';

/** What src/config knows of an engine, out of its manifest. */
export function knownEngineOf(engine: Engine): KnownEngine {
  const {
    id,
    kind,
    name,
    extensions,
    selectedBy,
    content,
    languages = [],
    readsRecord,
    isPrompt,
    parts,
    folders = false,
    options,
  } = engine;
  return {
    id,
    kind,
    name,
    extensions,
    selectedBy,
    content,
    languages,
    ...(readsRecord && { readsRecord }),
    ...(isPrompt && { isPrompt }),
    parts,
    folders,
    options: Object.keys(options),
  };
}
