/** `model: recorded`: reuses what production answered. It has no file, so it never has edits. */

import { version } from '../../../version.ts';
import type { Engine } from '../../engine.ts';
import { compile } from './compile.ts';

export const recorded: Engine = {
  id: 'recorded',
  version,
  kind: 'model',
  name: 'what production answered',
  extensions: [],
  selectedBy: 'none',
  content: 'text',
  readsRecord: true,
  parts: false,
  options: {},
  needs: { addons: false },
  references: () => [],
  compile,
  diff: () => [],
};
