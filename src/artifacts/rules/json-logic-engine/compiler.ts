/** What compiles these rules, without the rest that is known of them. */
import type { Compiler } from '../../engine.ts';

export const jsonLogicEngine: Compiler = {
  needs: { addons: false },
  load: library,
  compile: async (artifact) => (await library()).compile(artifact),
};

/** The library is loaded where something is compiled: a replay process, never the program itself. */
function library() {
  return import('./compile.ts');
}
