/** Params: a YAML or JSON file of named values (thresholds, versions, feature lists) that rules and models find beside the document. */

import { pointerTokens } from '../../../document/pointer.ts';
import { version } from '../../../version.ts';
import type { Change } from '../../diff/change.ts';
import { diffValues, type Wording } from '../../diff/edits.ts';
import type { Engine } from '../../engine.ts';
import { valueWarnings } from '../../value-warnings.ts';
import { compile } from './compile.ts';

export const params: Engine = {
  id: 'params',
  version,
  kind: 'model',
  extensions: ['.json', '.yaml', '.yml'],
  references: () => [],
  language: {},
  compile,
  diff: (base, head) => diffValues(params, base, head, nameParam),
  warnings: valueWarnings,
};

/**
 * A bare `180 became 120` says little where the name stands on another line, so the param is named as steps read it.
 * What came or went is named already, unless it is an item of a list.
 */
function nameParam({ pointer, change: kind }: Change, { change, message }: Wording): Wording {
  const tokens = pointerTokens(pointer);
  const isItem = /^\d+$/.test(tokens.at(-1) ?? '');
  const name = (isItem ? tokens.slice(0, -1) : kind === 'changed' ? tokens : []).join('.');
  return { change, message: name === '' ? message : `${name}: ${message}` };
}
