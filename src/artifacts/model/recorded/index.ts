/** `model: recorded`: reuses what production answered. It has no file, so it never has edits. */

import { version } from '../../../version.ts';
import type { Engine } from '../../engine.ts';
import { compile } from './compile.ts';

export const recorded: Engine = {
  id: 'recorded',
  version,
  kind: 'model',
  extensions: [],
  references: () => [],
  compile,
  diff: () => [],
};
