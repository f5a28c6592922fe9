import { LogicEngine } from 'json-logic-engine';
import { type EngineRow, payments } from '../engine-row.ts';
import { tenConditions } from '../fixtures/ten-conditions.ts';

export const row: EngineRow = {
  engine: 'json-logic-engine',
  what: 'ten conditions, compiled',
  files: { 'rules.json': JSON.stringify(tenConditions) },
  documents: payments,
  bare() {
    const apply = new LogicEngine(undefined, { permissive: true }).build(tenConditions) as (data: unknown) => unknown;
    return (documents) => documents.map((document) => apply(document));
  },
  comparedWith: 'json-logic-engine 5.0.7',
  perSecond: 300_000,
  limitedBy: 'what a rule may see is put together for each document',
};
