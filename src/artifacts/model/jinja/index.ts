/** Prompts in Jinja. */
import { templateEngine } from '../template/engine.ts';
import { STATEMENTS } from '../template/variables.ts';

export const jinja = templateEngine({
  id: 'jinja',
  name: 'a prompt in Jinja',
  package: '@huggingface/jinja',
  extensions: ['.j2', '.jinja', '.jinja2'],
  options: {
    trim_blocks: {
      type: 'boolean',
      description:
        'Jinja: whether a line that holds a block alone leaves no line behind (trim_blocks and lstrip_blocks), as chat templates are read. Default: false, as in Jinja.',
      examples: [true],
    },
  },
  tags: STATEMENTS,
  compile: async (artifact) => (await import('./compile.ts')).compile(artifact),
});
