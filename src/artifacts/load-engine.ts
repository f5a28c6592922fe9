/**
 * Engines one by one. A replay process needs those of its plans, and waits for every module that it loads; who has to know
 * them all asks the registry, from which this list is made.
 */
import type { Compiler, Engine } from './engine.ts';
import { compilerLoads, engineLoads } from './engine-loads.generated.ts';

/** The engine of that name, which has to be one of the registry's. */
export async function loadEngine(id: string): Promise<Engine> {
  const load = engineLoads[id];
  if (!load) throw new Error(`there is no engine ${id}`);
  return load();
}

/** What compiles for the engine of that name: without the rest of it, where that is a file of its own (`compiler.ts`). */
export async function loadCompiler(id: string): Promise<Compiler> {
  return compilerLoads[id]?.() ?? loadEngine(id);
}
