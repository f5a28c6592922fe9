import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EngineRow } from '../engine-row.ts';

const FIXTURES = join(import.meta.dirname, '../../test/artifacts/model/fixtures');

export const row: EngineRow = {
  engine: 'lightgbm',
  what: 'five trees, four features',
  files: { 'model.txt': readFileSync(join(FIXTURES, 'lightgbm-binary.txt'), 'utf8') },
  documents: (count) =>
    Array.from({ length: count }, (_, index) => ({
      amount: Math.sin(index) * 3,
      age: Math.cos(index) * 3,
      hour: (index % 6) - 2,
      country: index % 6,
    })),
  comparedWith: 'nothing: its library is not for JavaScript',
  limitedBy: 'the trees are walked node by node',
};
