import protojson from 'protobufjs/ext/protojson.js';
import { type EngineRow, payments } from '../engine-row.ts';
import { paymentProto, paymentType } from '../fixtures/payment-proto.ts';

export const row: EngineRow = {
  engine: 'protobuf',
  what: 'binary of 12 values',
  files: { 'payment.proto': paymentProto },
  documents(count) {
    const type = paymentType();
    return payments(count).map((payment) => {
      const message = protojson.fromJson(type, payment);
      return Buffer.from(type.encode(message).finish()).toString('base64');
    });
  },
  bare() {
    const type = paymentType();
    return (documents) =>
      documents.map((text) => protojson.toJson(type, type.decode(Buffer.from(text as string, 'base64'))));
  },
  comparedWith: 'protobufjs 8.8.1, which passes over what it does not know',
  perSecond: 200_000,
  limitedBy: 'decoding, which is the library’s own',
};
