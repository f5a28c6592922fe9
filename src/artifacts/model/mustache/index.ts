/** Prompts in Mustache. */
import { templateEngine } from '../template/engine.ts';
import { BLOCKS } from '../template/variables.ts';

export const mustache = templateEngine({
  id: 'mustache',
  name: 'a prompt in Mustache',
  package: 'mustache',
  extensions: ['.mustache'],
  tags: BLOCKS,
  compile: async (artifact) => (await import('./compile.ts')).compile(artifact),
});
