/** Decisions of GoRules in the JSON Decision Model: a graph of tables, expressions and switches, run by its own engine. */
import type { Engine } from '../../engine.ts';
import { packageVersion } from '../../version.ts';
import { now } from '../now.ts';
import { inspect } from './check.ts';
import { diff, language } from './diff.ts';
import { isGraphFile } from './graph.ts';
import { references } from './references.ts';
import { warnings } from './warnings.ts';

export const jdm: Engine = {
  id: 'jdm',
  kind: 'rules',
  name: 'a decision of GoRules (JDM)',
  version: packageVersion('@gorules/zen-engine'),
  // Theirs end in .json, as many others do: weir.yml names the engine.
  extensions: [],
  selectedBy: 'rules',
  languages: ['GoRules'],
  content: 'text',
  parts: false,
  options: {
    functions: {
      const: 'allow',
      description:
        'GoRules: allow runs function nodes, which are JavaScript. Requests that they make are refused all the same. Without it, a decision with a function node is an error.',
      examples: ['allow'],
    },
    now,
  },
  needs: { addons: true, batch: 512 },
  references,
  language,
  // The library is loaded where something is compiled: a replay process, never the program itself.
  compile: async (artifact, options) => (await import('./compile.ts')).compile(artifact, options),
  diff: (base, head) => diff(jdm, base, head),
  inspect: async (artifact) => inspect(artifact),
  warnings,
  recognise: isGraphFile,
};
