import { Ajv2020 } from 'ajv/dist/2020.js';
import { type EngineRow, payments } from '../engine-row.ts';
import { PAYMENT } from '../fixtures/payment-schema.ts';

export const row: EngineRow = {
  engine: 'json-schema',
  what: 'a payment of twelve values',
  files: { 'payment.schema.json': JSON.stringify(PAYMENT) },
  documents: payments,
  bare() {
    const isPayment = new Ajv2020().compile(PAYMENT);
    return (documents) => documents.map((document) => (isPayment(document) ? document : undefined));
  },
  comparedWith: 'ajv 8.20.0',
  limitedBy: 'ajv where it follows the specification',
};
