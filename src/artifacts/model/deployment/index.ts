/**
 * A file that says which model production runs, and how: KServe, MLflow, LiteLLM, promptfoo. The model itself is elsewhere,
 * so a version that is not the recorded one cannot be replayed, and is never "no impact".
 */
import { basename } from 'node:path';
import { version } from '../../../version.ts';
import { diffValues } from '../../diff/edits.ts';
import type { Engine } from '../../engine.ts';
import { isStructured, namedContent, sourceIn } from '../../named-content.ts';
import { compile } from './compile.ts';
import { formOf } from './forms.ts';
import { nameIn } from './name.ts';

export const deployment: Engine = {
  id: 'model-config',
  kind: 'model',
  name: 'which model is deployed',
  version,
  extensions: ['.yaml', '.yml'],
  selectedBy: 'model',
  content: 'text',
  readsRecord: true,
  parts: false,
  options: {},
  needs: { addons: false },
  references: () => [],
  compile,
  diff: (base, head) => diffValues(deployment, {}, base, head, (change, usual) => nameIn(base, head, change, usual)),
  recognise: ({ path, content }) =>
    (isStructured(path) || basename(path) === 'MLmodel') &&
    formOf(sourceIn(namedContent(isStructured(path) ? path : `${path}.yaml`, content))?.value) !== undefined,
};
