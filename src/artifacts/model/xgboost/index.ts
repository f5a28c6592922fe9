/** XGBoost: models that `save_model` wrote as JSON. */
import { extname } from 'node:path';
import { version } from '../../../version.ts';
import { textIn } from '../../content.ts';
import type { Engine } from '../../engine.ts';
import { diffBoosted } from '../boosted/diff.ts';
import { boostedStage } from '../boosted/stage.ts';
import { tabularOptions } from '../tabular/options.ts';
import { compared, isXgboost, readXgboost } from './read.ts';

export const xgboost: Engine = {
  id: 'xgboost',
  kind: 'model',
  name: 'an XGBoost model',
  version,
  extensions: ['.json'],
  selectedBy: 'model',
  content: 'text',
  parts: false,
  options: tabularOptions,
  needs: { addons: false },
  references: () => [],
  compile: async (artifact) => boostedStage(readXgboost(textIn(artifact, artifact.path), artifact.path), artifact),
  diff(base, head) {
    const [one, other] = [base, head].map((side) => compared(textIn(side, side.path), side.path));
    return one && other ? diffBoosted(xgboost, one, other, head) : [];
  },
  recognise: ({ path, content }) =>
    extname(path).toLowerCase() === '.json' && typeof content === 'string' && isXgboost(content),
};
