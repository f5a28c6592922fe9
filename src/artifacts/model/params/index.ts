/** Params: a YAML or JSON file of named values (thresholds, versions, feature lists) that rules and models find beside the document. */

import { pointerTokens } from '../../../document/pointer.ts';
import { version } from '../../../version.ts';
import { diffValues, type Wording } from '../../diff/edits.ts';
import type { Grammar } from '../../diff/grammar.ts';
import { structured } from '../../diff/structured.ts';
import type { ValueChange } from '../../diff/value-change.ts';
import type { Engine } from '../../engine.ts';
import { STRUCTURED } from '../../named-content.ts';
import { valueWarnings } from '../../value-warnings.ts';
import { compile } from './compile.ts';
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
  needs: { addons: false },
  references: () => [],
  language: structured(grammar),
  compile,
  diff: (base, head) => diffValues(params, grammar, base, head, nameParam),
  warnings: valueWarnings,
  recognise: isParamsFile,
};

/**
 * A bare `180 became 120` says little where the name stands on another line, so the param is named as steps read it.
 * What came or went is named already, unless it is an item of a list.
 */
function nameParam({ pointer, change: kind }: ValueChange, { change, message }: Wording): Wording {
  const tokens = pointerTokens(pointer);
  const isItem = /^\d+$/.test(tokens.at(-1) ?? '');
  const name = (isItem ? tokens.slice(0, -1) : kind === 'changed' ? tokens : []).join('.');
  return { change, message: name === '' ? message : `${name}: ${message}` };
}
