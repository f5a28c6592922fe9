/** Prompts as dotprompt files: front matter that names the model, and a template in Handlebars. */
import type { Engine } from '../../engine.ts';
import { withPartials } from '../handlebars/partials.ts';
import { templateEngine } from '../template/engine.ts';
import { BLOCKS } from '../template/variables.ts';
import { diff } from './diff.ts';

const usual = templateEngine({
  id: 'dotprompt',
  name: 'a dotprompt file',
  package: 'handlebars',
  extensions: ['.prompt'],
  tags: BLOCKS,
  compile: async (artifact) => (await import('./compile.ts')).compile(artifact),
});

export const dotprompt: Engine = withPartials({
  ...usual,
  // Two languages in one file: it is only ever applied as a whole.
  language: undefined,
  diff: (base, head) => diff(usual, base, head),
});
