/** Prompts in Handlebars. */
import { templateEngine } from '../template/engine.ts';

export const handlebars = templateEngine({
  id: 'handlebars',
  name: 'a prompt in Handlebars',
  package: 'handlebars',
  extensions: ['.hbs', '.handlebars'],
  compile: async (artifact) => (await import('./compile.ts')).compile(artifact),
});
