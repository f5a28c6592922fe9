/** JSONata: one expression a file, compared line by line. */
import { textIn } from '../../content.ts';
import { diffLines, linewise } from '../../diff/text.ts';
import type { Engine } from '../../engine.ts';
import { packageVersion } from '../../version.ts';
import { meaning } from './meaning.ts';
import { isExpressionFile } from './recognise.ts';

export const jsonata: Engine = {
  id: 'jsonata',
  kind: 'rules',
  name: 'an expression in JSONata',
  version: packageVersion('jsonata'),
  extensions: ['.jsonata'],
  selectedBy: 'rules',
  content: 'text',
  parts: false,
  options: {},
  needs: { addons: false },
  references: () => [],
  language: linewise(meaning),
  // The library is loaded where something is compiled: a replay process, never the program itself.
  compile: async (artifact) => (await import('./compile.ts')).compile(artifact),
  diff: (base, head) => diffLines(jsonata, base, head, meaning),
  recognise: isExpressionFile,
  outline: async (artifact) =>
    (await import('./outline.ts')).outlineExpression(textIn(artifact, artifact.path), artifact.path),
};
