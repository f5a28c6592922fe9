/** DMN, Decision Model and Notation: decision tables and FEEL, in files that its tools draw. */
import type { Engine } from '../../engine.ts';
import { packageVersion } from '../../version.ts';
import { now } from '../now.ts';
import { inspect } from './check.ts';
import { DMN, importedBy, namespaceOf } from './definitions.ts';
import { diff, language } from './diff.ts';
import { outlineModel } from './outline.ts';
import { warningsIn } from './warnings.ts';

export const dmn: Engine = {
  id: 'dmn',
  kind: 'rules',
  name: 'a decision in DMN',
  version: packageVersion('feelin'),
  extensions: ['.dmn'],
  selectedBy: 'rules',
  content: 'text',
  parts: false,
  options: {
    decision: {
      type: 'string',
      minLength: 1,
      description:
        'DMN: the decision, or the decision service, whose result is taken, by its name. Default: the decision that no other requires.',
      examples: ['Routing'],
    },
    now,
  },
  needs: { addons: false },
  // Models are imported by their namespaces, wherever they lie.
  references: () => [],
  sought: (artifact) => importedBy(artifact),
  referred: ['.dmn'],
  answers: (content, path, address) => namespaceOf(content, path) === address,
  language,
  // The library is loaded where something is compiled: a replay process, never the program itself.
  compile: async (artifact, options) => (await import('./compile.ts')).compile(artifact, options),
  diff: (base, head) => diff(dmn, base, head),
  warnings: (artifact) => warningsIn(artifact),
  outline: async (artifact) => outlineModel(artifact),
  inspect: async (artifact) => inspect(artifact),
  recognise: ({ content }) => typeof content === 'string' && isModel(content),
};

/** The first element behind what XML begins with is `definitions` in a namespace of DMN. */
function isModel(text: string): boolean {
  const [, tag = ''] = /^\s*(?:<\?[\s\S]*?\?>|<!--[\s\S]*?-->|\s)*<(?:[\w.-]+:)?definitions\b([^>]*)>/.exec(text) ?? [];
  return Object.keys(DMN).some((namespace) => tag.includes(`"${namespace}"`) || tag.includes(`'${namespace}'`));
}
