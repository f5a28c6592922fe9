/** XGBoost: models that `save_model` wrote as JSON. */
import { boostedEngine } from '../boosted/engine.ts';
import { compared, isXgboost, readXgboost } from './read.ts';

export const xgboost = boostedEngine({
  id: 'xgboost',
  name: 'an XGBoost model',
  extensions: ['.json'],
  recognise: isXgboost,
  read: readXgboost,
  compared,
});
