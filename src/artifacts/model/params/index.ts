/** Params: a YAML or JSON file of named values (thresholds, versions, feature lists) that rules and models find beside the document. */

import { version } from '../../../version.ts';
import { diffValues } from '../../diff/edits.ts';
import type { Grammar } from '../../diff/grammar.ts';
import { structured } from '../../diff/structured.ts';
import type { Engine } from '../../engine.ts';
import { STRUCTURED } from '../../named-content.ts';
import { valueWarnings } from '../../value-warnings.ts';
import { nameSetting } from '../settings/name.ts';
import { params as compiler } from './compiler.ts';
import { isParamsFile } from './recognise.ts';

const grammar: Grammar = {};

export const params: Engine = {
  id: 'params',
  version,
  kind: 'model',
  name: 'params',
  extensions: STRUCTURED,
  selectedBy: 'params',
  content: 'text',
  parts: false,
  options: {},
  ...compiler,
  references: () => [],
  language: structured(grammar),
  diff: (base, head) => diffValues(params, grammar, base, head, nameSetting),
  warnings: valueWarnings,
  recognise: isParamsFile,
};
