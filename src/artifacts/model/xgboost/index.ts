/** XGBoost: models that `save_model` wrote as JSON, or as UBJSON. */
import { boostedEngine } from '../boosted/engine.ts';
import { compared, isXgboost, readXgboost } from './read.ts';

export const xgboost = boostedEngine({
  id: 'xgboost',
  name: 'an XGBoost model',
  extensions: ['.json', '.ubj'],
  content: 'bytes',
  recognise: isXgboost,
  read: readXgboost,
  compared,
});
