/** Params: a YAML or JSON file of named values (thresholds, versions, feature lists) that steps read at /params. */
import { diffValues } from '../../diff/edits.ts';
import type { Engine } from '../../engine.ts';
import { version } from '../../../version.ts';
import { compile } from './compile.ts';

export const params: Engine = {
  id: 'params',
  version,
  kind: 'model',
  extensions: ['.json', '.yaml', '.yml'],
  references: () => [],
  compile,
  diff: (base, head) => diffValues(params, base, head),
};
