import { parse } from '@marcbachmann/cel-js';
import { type EngineRow, payments } from '../engine-row.ts';
import { tenConditionsCel } from '../fixtures/ten-conditions.ts';

export const row: EngineRow = {
  engine: 'cel',
  what: 'ten conditions',
  files: { 'rules.cel': tenConditionsCel },
  documents: payments,
  bare() {
    const evaluate = parse(tenConditionsCel);
    return (documents) => documents.map((document) => evaluate(document as Record<string, unknown>));
  },
  comparedWith: '@marcbachmann/cel-js 8.0.0',
  perSecond: 300_000,
  limitedBy: 'the library interprets a tree',
};
