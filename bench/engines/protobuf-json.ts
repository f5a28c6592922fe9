import protojson from 'protobufjs/ext/protojson.js';
import { type EngineRow, payments } from '../engine-row.ts';
import { paymentProto, paymentType } from '../fixtures/payment-proto.ts';

export const row: EngineRow = {
  engine: 'protobuf',
  what: 'JSON of 12 values',
  files: { 'payment.proto': paymentProto },
  documents: payments,
  bare() {
    const type = paymentType();
    return (documents) => documents.map((document) => (protojson.fromJson(type, document) ? document : undefined));
  },
  comparedWith: 'protobufjs 8.8.1, fromJson',
  perSecond: 500_000,
  limitedBy: 'a closure for each field, by its name',
};
