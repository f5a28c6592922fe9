import { celEnv, parse, plan } from '@bufbuild/cel';
import { type EngineRow, payments } from '../engine-row.ts';
import { tenConditionsCel } from '../fixtures/ten-conditions.ts';

export const row: EngineRow = {
  engine: 'cel-bufbuild',
  what: 'ten conditions',
  files: { 'rules.cel': tenConditionsCel },
  documents: payments,
  bare() {
    const evaluate = plan(celEnv(), parse(tenConditionsCel));
    return (documents) => documents.map((document) => evaluate(document as Record<string, never>));
  },
  comparedWith: '@bufbuild/cel 0.6.1',
  limitedBy: 'the library resolves each operator for each document',
};
