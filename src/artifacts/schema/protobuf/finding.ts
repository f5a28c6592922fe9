/** What differs between two Protobuf schemas, and which of buf's rules each change breaks. */
import type { Place } from './scan.ts';

/** Whom a change must not break: who generates code from a file or a package, who reads JSON and binary, or binary alone. */
export const CATEGORIES = ['FILE', 'PACKAGE', 'WIRE_JSON', 'WIRE'] as const;

export type Category = (typeof CATEGORIES)[number];

/** Payloads that were recorded may be either. */
export const DEFAULT_CATEGORY: Category = 'WIRE_JSON';

/** Every kind of change. */
export const CHANGES = [
  'imported-file-removed',
  'file-option-changed',
  'syntax-changed',
  'package-changed',
  'message-added',
  'message-removed',
  'message-moved',
  'message-option-changed',
  'enum-added',
  'enum-removed',
  'enum-moved',
  'enum-option-changed',
  'enum-opened',
  'enum-closed',
  'value-added',
  'value-removed',
  'value-renamed',
  'field-added',
  'field-removed',
  'field-renamed',
  'field-renumbered',
  'number-reused',
  'type-changed',
  'cardinality-changed',
  'json-name-changed',
  'default-changed',
  'field-option-changed',
  'oneof-added',
  'oneof-removed',
  'oneof-changed',
  'reserved-added',
  'reserved-removed',
  'extension-added',
  'extension-removed',
  'extensions-narrowed',
  'extensions-widened',
  'service-added',
  'service-removed',
  'service-moved',
  'method-added',
  'method-removed',
  'method-changed',
] as const;

export type Change = (typeof CHANGES)[number];

export interface Finding {
  readonly change: Change;
  readonly message: string;
  /** What it is about: `acme.Booking.delay`. */
  readonly selector: string;
  /** In head; for something removed, what held it. */
  readonly at: Place;
  /** Of the rules of `buf breaking`, those that it breaks, whatever the category. */
  readonly rules: readonly Rule[];
  /** Readers with base refuse, or read as something else, some of what is written with head: of either encoding. */
  readonly accepts: Encoding;
  /** Readers with head refuse, or read as something else, some of what was written with base. */
  readonly rejects: Encoding;
  /** Whether what reaches the next step may be another, even where both sides read each other. */
  readonly shifts: boolean;
}

export type Encoding = 'none' | 'json' | 'both';

type Categories = readonly Category[];

const SOURCE: Categories = ['FILE', 'PACKAGE'];
const AS_JSON: Categories = ['FILE', 'PACKAGE', 'WIRE_JSON'];
const ALL: Categories = CATEGORIES;

/** https://buf.build/docs/breaking/rules: each rule with the categories that hold it. */
export const RULES = {
  ENUM_NO_DELETE: ['FILE'],
  ENUM_SAME_JSON_FORMAT: AS_JSON,
  ENUM_SAME_TYPE: SOURCE,
  ENUM_VALUE_NO_DELETE: SOURCE,
  ENUM_VALUE_NO_DELETE_UNLESS_NAME_RESERVED: ['WIRE_JSON'],
  ENUM_VALUE_NO_DELETE_UNLESS_NUMBER_RESERVED: ['WIRE_JSON', 'WIRE'],
  ENUM_VALUE_SAME_NAME: AS_JSON,
  EXTENSION_MESSAGE_NO_DELETE: SOURCE,
  EXTENSION_NO_DELETE: ['FILE'],
  FIELD_NO_DELETE: SOURCE,
  FIELD_NO_DELETE_UNLESS_NAME_RESERVED: ['WIRE_JSON'],
  FIELD_NO_DELETE_UNLESS_NUMBER_RESERVED: ['WIRE_JSON', 'WIRE'],
  FIELD_SAME_CARDINALITY: SOURCE,
  FIELD_SAME_CPP_STRING_TYPE: SOURCE,
  FIELD_SAME_DEFAULT: ALL,
  FIELD_SAME_JAVA_UTF8_VALIDATION: SOURCE,
  FIELD_SAME_JSON_NAME: AS_JSON,
  FIELD_SAME_JSTYPE: SOURCE,
  FIELD_SAME_NAME: AS_JSON,
  FIELD_SAME_ONEOF: ALL,
  FIELD_SAME_TYPE: SOURCE,
  FIELD_SAME_UTF8_VALIDATION: SOURCE,
  FIELD_WIRE_COMPATIBLE_CARDINALITY: ['WIRE'],
  FIELD_WIRE_COMPATIBLE_TYPE: ['WIRE'],
  FIELD_WIRE_JSON_COMPATIBLE_CARDINALITY: ['WIRE_JSON'],
  FIELD_WIRE_JSON_COMPATIBLE_TYPE: ['WIRE_JSON'],
  FILE_SAME_CC_ENABLE_ARENAS: SOURCE,
  FILE_SAME_CC_GENERIC_SERVICES: SOURCE,
  FILE_SAME_CSHARP_NAMESPACE: SOURCE,
  FILE_SAME_GO_PACKAGE: SOURCE,
  FILE_SAME_JAVA_GENERIC_SERVICES: SOURCE,
  FILE_SAME_JAVA_MULTIPLE_FILES: SOURCE,
  FILE_SAME_JAVA_OUTER_CLASSNAME: SOURCE,
  FILE_SAME_JAVA_PACKAGE: SOURCE,
  FILE_SAME_OBJC_CLASS_PREFIX: SOURCE,
  FILE_SAME_OPTIMIZE_FOR: SOURCE,
  FILE_SAME_PACKAGE: ALL,
  FILE_SAME_PHP_CLASS_PREFIX: SOURCE,
  FILE_SAME_PHP_METADATA_NAMESPACE: SOURCE,
  FILE_SAME_PHP_NAMESPACE: SOURCE,
  FILE_SAME_PY_GENERIC_SERVICES: SOURCE,
  FILE_SAME_RUBY_PACKAGE: SOURCE,
  FILE_SAME_SWIFT_PREFIX: SOURCE,
  FILE_SAME_SYNTAX: SOURCE,
  FILE_NO_DELETE: ['FILE'],
  MESSAGE_NO_DELETE: ['FILE'],
  MESSAGE_NO_REMOVE_STANDARD_DESCRIPTOR_ACCESSOR: SOURCE,
  MESSAGE_SAME_JSON_FORMAT: AS_JSON,
  MESSAGE_SAME_REQUIRED_FIELDS: ALL,
  ONEOF_NO_DELETE: SOURCE,
  PACKAGE_ENUM_NO_DELETE: ['PACKAGE'],
  PACKAGE_EXTENSION_NO_DELETE: ['PACKAGE'],
  PACKAGE_MESSAGE_NO_DELETE: ['PACKAGE'],
  PACKAGE_NO_DELETE: ['PACKAGE'],
  PACKAGE_SERVICE_NO_DELETE: ['PACKAGE'],
  RESERVED_ENUM_NO_DELETE: ALL,
  RESERVED_MESSAGE_NO_DELETE: ALL,
  RPC_NO_DELETE: SOURCE,
  RPC_SAME_CLIENT_STREAMING: ALL,
  RPC_SAME_IDEMPOTENCY_LEVEL: ALL,
  RPC_SAME_REQUEST_TYPE: ALL,
  RPC_SAME_RESPONSE_TYPE: ALL,
  RPC_SAME_SERVER_STREAMING: ALL,
  SERVICE_NO_DELETE: ['FILE'],
} as const satisfies Readonly<Record<string, Categories>>;

export type Rule = keyof typeof RULES;

export function breaks({ rules }: Pick<Finding, 'rules'>, category: Category): boolean {
  return rules.some((rule) => (RULES[rule] as Categories).includes(category));
}

/** A finding that neither side reads otherwise, with what says more. */
export function finding(
  change: Change,
  selector: string,
  message: string,
  at: Place,
  more: Partial<Finding> = {},
): Finding {
  const { file, range } = at;
  return {
    change,
    selector,
    message,
    rules: [],
    accepts: 'none',
    rejects: 'none',
    shifts: false,
    ...more,
    at: { file, range },
  };
}
