/** JSONLogic as the reference library evaluates it: the default for rules. */
import type { Engine } from '../../engine.ts';
import { packageVersion } from '../../version.ts';
import { diffRules } from '../json-logic/diff.ts';
import { compile } from './compile.ts';

export const jsonLogicJs: Engine = {
  id: 'json-logic-js',
  version: packageVersion('json-logic-js'),
  kind: 'rules',
  extensions: ['.json', '.yaml', '.yml'],
  references: () => [],
  compile,
  diff: (base, head) => diffRules(jsonLogicJs, base, head),
};
