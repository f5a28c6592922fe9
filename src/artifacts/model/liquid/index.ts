/** Prompts in Liquid. */
import { templateEngine } from '../template/engine.ts';
import { STATEMENTS } from '../template/variables.ts';

export const liquid = templateEngine({
  id: 'liquid',
  name: 'a prompt in Liquid',
  package: 'liquidjs',
  extensions: ['.liquid'],
  tags: STATEMENTS,
  compile: async (artifact) => (await import('./compile.ts')).compile(artifact),
});
