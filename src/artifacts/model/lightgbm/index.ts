/** LightGBM: models as its own text. */
import { boostedEngine } from '../boosted/engine.ts';
import { compared, isLightgbm, readLightgbm } from './read.ts';

export const lightgbm = boostedEngine({
  id: 'lightgbm',
  name: 'a LightGBM model',
  extensions: ['.txt', '.lgb'],
  recognise: isLightgbm,
  read: readLightgbm,
  compared,
});
