/** LightGBM: models as its own text. */
import { extname } from 'node:path';
import { version } from '../../../version.ts';
import { textIn } from '../../content.ts';
import type { Engine } from '../../engine.ts';
import { diffBoosted } from '../boosted/diff.ts';
import { boostedStage } from '../boosted/stage.ts';
import { tabularOptions } from '../tabular/options.ts';
import { compared, isLightgbm, readLightgbm } from './read.ts';

export const lightgbm: Engine = {
  id: 'lightgbm',
  kind: 'model',
  name: 'a LightGBM model',
  version,
  extensions: ['.txt', '.lgb'],
  selectedBy: 'model',
  content: 'text',
  parts: false,
  options: tabularOptions,
  needs: { addons: false },
  references: () => [],
  compile: async (artifact) => boostedStage(readLightgbm(textIn(artifact, artifact.path), artifact.path), artifact),
  diff(base, head) {
    const [one, other] = [base, head].map((side) => compared(textIn(side, side.path), side.path));
    return one && other ? diffBoosted(lightgbm, one, other, head) : [];
  },
  recognise: ({ path, content }) =>
    lightgbm.extensions.includes(extname(path).toLowerCase()) && typeof content === 'string' && isLightgbm(content),
};
