/** What a step may say of its Protobuf schema. */
import type { Options } from '../../artifact.ts';
import { CATEGORIES, type Category, DEFAULT_CATEGORY } from './finding.ts';
import { FRAMINGS } from './framing.ts';

export const options = {
  message: {
    type: 'string',
    pattern: '^[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*$',
    description:
      'Protobuf: full name of the message that the documents are. Default: the only message of the file that no other one of it uses.',
    examples: ['acme.booking.v1.Booking'],
  },
  payload: {
    type: 'string',
    format: 'json-pointer',
    description:
      'Protobuf: where in the document the message stands, as JSON, or as text in Base64 of its binary form. Default: the document itself.',
    examples: ['/body'],
  },
  compare: {
    enum: CATEGORIES,
    description:
      'Protobuf: which changes are breaking, as `buf breaking` has it. FILE and PACKAGE: for generated code, too; WIRE_JSON: for readers of JSON and of binary; WIRE: of binary alone. Default: WIRE_JSON.',
    examples: ['WIRE'],
  },
  framing: {
    enum: FRAMINGS,
    description:
      'Protobuf: what stands before a binary message. confluent: the header that serializers of Confluent write; grpc: that of gRPC. Default: none.',
    examples: ['confluent'],
  },
  unknown: {
    enum: ['reject', 'ignore'],
    description:
      'Protobuf: what becomes of records with fields that the schema does not have. Default: reject. Fields that only base declares are dropped at head either way.',
    examples: ['ignore'],
  },
} as const;

export function categoryOf(said: Options | undefined): Category {
  return CATEGORIES.find((category) => category === said?.compare) ?? DEFAULT_CATEGORY;
}
