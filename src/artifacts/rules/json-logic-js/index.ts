/** JSONLogic as the reference library evaluates it: the default for rules. */
import type { Engine } from '../../engine.ts';
import { STRUCTURED } from '../../named-content.ts';
import { valueWarnings } from '../../value-warnings.ts';
import { packageVersion } from '../../version.ts';
import { diffRules, language } from '../json-logic/diff.ts';
import { inspectRule } from '../json-logic/inert.ts';
import { manifest } from '../json-logic/manifest.ts';
import { isRuleFile, outlineRule, rulesIn } from '../json-logic/recognise.ts';
import { dialect } from './operators.ts';

export const jsonLogicJs: Engine = {
  id: 'json-logic-js',
  version: packageVersion('json-logic-js'),
  ...manifest,
  extensions: STRUCTURED,
  references: () => [],
  language,
  // The library is loaded where something is compiled: a replay process, never the program itself.
  compile: async (artifact) => (await import('./compile.ts')).compile(artifact),
  diff: (base, head) => diffRules(jsonLogicJs, base, head),
  inspect: async (artifact) => inspectRule(artifact, dialect),
  warnings: valueWarnings,
  recognise: (file) => isRuleFile(file, dialect.operators),
  partsIn: (file) => rulesIn(file, dialect.operators),
  outline: async (artifact) => outlineRule(artifact),
};
