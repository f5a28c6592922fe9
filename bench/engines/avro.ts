import avsc from 'avsc';
import { type EngineRow, payments } from '../engine-row.ts';
import { paymentAvro } from '../fixtures/payment-avro.ts';

/**
 * Both check a record and make of it what a producer that follows the schema sends: fields in its place, defaults filled in. Here
 * nothing has to be filled in, so it is the record itself that both give.
 */
export const row: EngineRow = {
  engine: 'avro',
  what: 'a record of 12 values',
  files: { 'payment.avsc': JSON.stringify(paymentAvro) },
  documents: payments,
  bare() {
    const type = avsc.Type.forSchema(paymentAvro as unknown as avsc.Schema);
    return (documents) => documents.map((value) => (type.clone(value) === undefined ? undefined : value));
  },
  comparedWith: 'avsc 5.7.9, which copies the record',
  perSecond: 500_000,
  limitedBy: 'a closure for each part of the schema',
};
