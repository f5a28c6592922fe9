/** JSONLogic as json-logic-engine compiles it: some twenty times faster, with more operators and stricter numbers. */
import type { Engine } from '../../engine.ts';
import { packageVersion } from '../../version.ts';
import { diffRules } from '../json-logic/diff.ts';
import { compile } from './compile.ts';

export const jsonLogicEngine: Engine = {
  id: 'json-logic-engine',
  version: packageVersion('json-logic-engine'),
  kind: 'rules',
  extensions: [],
  references: () => [],
  compile,
  diff: (base, head) => diffRules(jsonLogicEngine, base, head),
};
