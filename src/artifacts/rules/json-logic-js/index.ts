/** JSONLogic as the reference library evaluates it: the default for rules. */
import type { Engine } from '../../engine.ts';
import { valueWarnings } from '../../value-warnings.ts';
import { packageVersion } from '../../version.ts';
import { diffRules, language } from '../json-logic/diff.ts';
import { inspectRule } from '../json-logic/inert.ts';

export const jsonLogicJs: Engine = {
  id: 'json-logic-js',
  version: packageVersion('json-logic-js'),
  kind: 'rules',
  extensions: ['.json', '.yaml', '.yml'],
  references: () => [],
  language,
  // The library is loaded where something is compiled: a replay process, never the program itself.
  compile: async (artifact) => (await import('./compile.ts')).compile(artifact),
  diff: (base, head) => diffRules(jsonLogicJs, base, head),
  inspect: async (artifact) => inspectRule(artifact, (await import('./operators.ts')).dialect),
  warnings: valueWarnings,
};
