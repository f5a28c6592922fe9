/** Prompts in Handlebars. */
import { templateEngine } from '../template/engine.ts';
import { BLOCKS } from '../template/variables.ts';
import { EXTENSIONS } from './extensions.ts';
import { withPartials } from './partials.ts';

export const handlebars = withPartials(
  templateEngine({
    id: 'handlebars',
    name: 'a prompt in Handlebars',
    package: 'handlebars',
    extensions: EXTENSIONS,
    tags: BLOCKS,
    compile: async (artifact) => (await import('./compile.ts')).compile(artifact),
  }),
);
