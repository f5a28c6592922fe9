/** Prompts in Mustache. */
import { templateEngine } from '../template/engine.ts';

export const mustache = templateEngine({
  id: 'mustache',
  name: 'a prompt in Mustache',
  package: 'mustache',
  extensions: ['.mustache'],
  compile: async (artifact) => (await import('./compile.ts')).compile(artifact),
});
