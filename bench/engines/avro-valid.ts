import avsc from 'avsc';
import type { EngineRow } from '../engine-row.ts';
import { paymentAvro } from '../fixtures/payment-avro.ts';
import { row as projected } from './avro.ts';

export const row: EngineRow = {
  ...projected,
  what: 'the same, beside a look at whether it is valid',
  bare() {
    const type = avsc.Type.forSchema(paymentAvro as unknown as avsc.Schema);
    return (documents) => documents.map((value) => (type.isValid(value) ? value : undefined));
  },
  comparedWith: 'avsc 5.7.9, code that only says yes or no',
  isShownOnly: true,
};
