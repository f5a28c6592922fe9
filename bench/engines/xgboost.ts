import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EngineRow } from '../engine-row.ts';
import { row as lightgbm } from './lightgbm.ts';

const MODEL = join(import.meta.dirname, '../../test/artifacts/model/fixtures/xgboost-binary.json');

export const row: EngineRow = {
  ...lightgbm,
  engine: 'xgboost',
  files: { 'model.json': readFileSync(MODEL, 'utf8') },
};
