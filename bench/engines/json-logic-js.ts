import jsonLogic, { type RulesLogic } from 'json-logic-js';
import { type EngineRow, payments } from '../engine-row.ts';
import { tenConditions } from '../fixtures/ten-conditions.ts';

const rule = tenConditions as RulesLogic;

export const row: EngineRow = {
  engine: 'json-logic-js',
  what: 'ten conditions',
  files: { 'rules.json': JSON.stringify(tenConditions) },
  documents: payments,
  bare: () => (documents) => documents.map((document) => jsonLogic.apply(rule, document)),
  comparedWith: 'json-logic-js 2.0.5',
  limitedBy: 'the library interprets the rule for each document',
};
