import avsc from 'avsc';
import { type EngineRow, payments } from '../engine-row.ts';
import { paymentAvro } from '../fixtures/payment-avro.ts';

export const row: EngineRow = {
  engine: 'avro',
  what: 'a record of 12 values',
  files: { 'payment.avsc': JSON.stringify(paymentAvro) },
  documents: payments,
  bare() {
    const type = avsc.Type.forSchema(paymentAvro as unknown as avsc.Schema);
    return (documents) => documents.map((value) => (type.isValid(value) ? value : undefined));
  },
  comparedWith: 'avsc 5.7.9',
  perSecond: 500_000,
  limitedBy: 'a closure for each part of the schema, where avsc has code',
};
