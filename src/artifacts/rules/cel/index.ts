/** CEL, the Common Expression Language: one expression a file, compared line by line. */
import { textIn } from '../../content.ts';
import { diffLines, linewise } from '../../diff/text.ts';
import type { Engine } from '../../engine.ts';
import { withinStack } from '../../parse.ts';
import { packageVersion } from '../../version.ts';
import { meaning } from './meaning.ts';
import { isExpressionFile } from './recognise.ts';

export const cel: Engine = {
  id: 'cel',
  kind: 'rules',
  name: 'an expression in CEL',
  version: packageVersion('@marcbachmann/cel-js'),
  extensions: ['.cel'],
  selectedBy: 'rules',
  content: 'text',
  parts: false,
  options: {
    integers: {
      enum: ['double', 'int'],
      description:
        'CEL: what whole numbers of the document and the params are. double: as CEL takes JSON. int: where production declares them so, as in request.retries + 1. Default: double.',
      examples: ['int'],
    },
  },
  needs: { addons: false },
  references: () => [],
  language: linewise(meaning),
  // The library is loaded where something is compiled: a replay process, never the program itself.
  compile: async (artifact) => (await import('./compile.ts')).compile(artifact),
  diff: (base, head) => diffLines(cel, base, head, meaning),
  recognise: isExpressionFile,
  outline: async (artifact) => {
    const { outlineExpression } = await import('./outline.ts');
    return withinStack(artifact.path, () => outlineExpression(textIn(artifact, artifact.path), artifact.path));
  },
};
