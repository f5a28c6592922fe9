/**
 * Engines one by one. A replay process needs those of its plans, and waits for every module that it loads; who has to know
 * them all asks the registry, from which this list is made.
 */
import type { Engine } from './engine.ts';
import { engineLoads } from './engine-loads.generated.ts';

/** The engine of that name, which has to be one of the registry's. */
export async function loadEngine(id: string): Promise<Engine> {
  const load = engineLoads[id];
  if (!load) throw new Error(`there is no engine ${id}`);
  return load();
}
