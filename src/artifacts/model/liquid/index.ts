/** Prompts in Liquid. */
import { templateEngine } from '../template/engine.ts';

export const liquid = templateEngine({
  id: 'liquid',
  name: 'a prompt in Liquid',
  package: 'liquidjs',
  extensions: ['.liquid'],
  compile: async (artifact) => (await import('./compile.ts')).compile(artifact),
});
