/** LightGBM: models as its own text. */
import { toText } from '../../content.ts';
import { boostedEngine } from '../boosted/engine.ts';
import { compared, isLightgbm, readLightgbm } from './read.ts';

export const lightgbm = boostedEngine({
  id: 'lightgbm',
  name: 'a LightGBM model',
  extensions: ['.txt', '.lgb'],
  content: 'text',
  recognise: (content) => typeof content === 'string' && isLightgbm(content),
  read: (content, file) => readLightgbm(toText(content, file), file),
  compared: (content, file) => compared(toText(content, file), file),
});
