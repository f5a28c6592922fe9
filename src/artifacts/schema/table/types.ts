/** Logical types of columns, as the type names of databases and of standards come down to. */

export type Type =
  /** Bounds inclusive; none where any whole number fits. */
  | { readonly kind: 'integer'; readonly bits?: number; readonly unsigned?: boolean }
  /** Digits in all, and those behind the point. */
  | { readonly kind: 'decimal'; readonly precision: number; readonly scale: number }
  | { readonly kind: 'number'; readonly single?: boolean }
  /** Characters at most. */
  | { readonly kind: 'string'; readonly length?: number }
  | { readonly kind: 'boolean' | 'date' | 'time' | 'binary' | 'uuid' | 'json' | 'object' }
  | { readonly kind: 'timestamp'; readonly zoned?: boolean }
  | { readonly kind: 'array'; readonly items?: Type }
  /** Of which values are not checked. */
  | { readonly kind: 'other'; readonly name: string };

const INTEGERS: Readonly<Record<string, number>> = {
  tinyint: 8,
  int1: 8,
  int8_t: 8,
  byteint: 8,
  byte: 8,
  smallint: 16,
  int2: 16,
  smallserial: 16,
  serial2: 16,
  short: 16,
  mediumint: 24,
  int3: 24,
  int: 32,
  integer: 32,
  int4: 32,
  serial: 32,
  serial4: 32,
  signed: 32,
  year: 16,
  bigint: 64,
  int8: 64,
  int64: 64,
  bigserial: 64,
  serial8: 64,
  long: 64,
  hugeint: 128,
  utinyint: -8,
  usmallint: -16,
  uinteger: -32,
  ubigint: -64,
  uhugeint: -128,
};

const WORDS: Readonly<Record<string, Type>> = {
  ...named(
    { kind: 'string' },
    'text',
    'string',
    'clob',
    'tinytext',
    'mediumtext',
    'longtext',
    'citext',
    'name',
    'ntext',
  ),
  ...named({ kind: 'number' }, 'double', 'double precision', 'float8', 'float64', 'number_double', 'binary_double'),
  ...named({ kind: 'number', single: true }, 'real', 'float4', 'float32', 'binary_float'),
  ...named({ kind: 'boolean' }, 'boolean', 'bool', 'logical'),
  ...named({ kind: 'date' }, 'date', 'date32'),
  ...named({ kind: 'time' }, 'time', 'timetz', 'time without time zone', 'time with time zone'),
  ...named({ kind: 'timestamp', zoned: false }, 'timestamp', 'timestamp without time zone', 'datetime', 'datetime2'),
  ...named({ kind: 'timestamp', zoned: false }, 'smalldatetime', 'timestamp_ntz', 'timestampntz', 'timestamp_s'),
  ...named({ kind: 'timestamp', zoned: false }, 'timestamp_ms', 'timestamp_ns', 'datetime64'),
  ...named({ kind: 'timestamp', zoned: true }, 'timestamptz', 'timestamp with time zone', 'timestamp_tz'),
  ...named({ kind: 'timestamp', zoned: true }, 'timestamp_ltz', 'datetimeoffset', 'timestamp with local time zone'),
  ...named({ kind: 'binary' }, 'bytea', 'blob', 'binary', 'varbinary', 'bytes', 'tinyblob', 'mediumblob', 'longblob'),
  ...named({ kind: 'binary' }, 'binary varying', 'image', 'raw', 'bit varying', 'varbit'),
  ...named({ kind: 'uuid' }, 'uuid', 'uniqueidentifier'),
  ...named({ kind: 'json' }, 'json', 'jsonb', 'variant', 'super', 'hstore'),
  ...named({ kind: 'object' }, 'struct', 'object', 'map', 'row', 'record'),
  ...named({ kind: 'array' }, 'array', 'list'),
};

const TEXTS: ReadonlySet<string> = new Set([
  ...[
    'varchar',
    'char',
    'character',
    'character varying',
    'char varying',
    'varchar2',
    'nvarchar',
    'nvarchar2',
    'nchar',
  ],
  ...['bpchar', 'national character', 'national character varying', 'national char', 'fixedstring'],
]);
const DECIMALS: ReadonlySet<string> = new Set([
  'numeric',
  'decimal',
  'dec',
  'number',
  'bignumeric',
  'bigdecimal',
  'fixed',
]);

function named(type: Type, ...names: readonly string[]): Record<string, Type> {
  return Object.fromEntries(names.map((name) => [name, type]));
}

/** A type as SQL has it: `numeric(10,2)`, `timestamp(3) with time zone`, `text[]`, `int unsigned`, `ARRAY<STRING>`. */
export function readType(text: string): Type {
  const known = types.get(text) ?? read(text);
  if (types.size >= MOST_KNOWN) types.clear();
  types.set(text, known);
  return known;
}

/** Thousands of columns are of a few types. */
const types = new Map<string, Type>();
const MOST_KNOWN = 1_000;

function read(text: string): Type {
  const written = text.trim().replace(/\s+/g, ' ');
  const list = /^(.*?)\s*(?:\[\d*\])+$/.exec(written);
  if (list?.[1] !== undefined && list[1] !== '') return { kind: 'array', items: readType(list[1]) };
  const angled = /^(\w+)\s*<(.*)>$/s.exec(written);
  if (angled) {
    const [, name = '', inner = ''] = angled;
    if (/^(array|list)$/i.test(name)) return { kind: 'array', items: readType(inner) };
    if (/^(struct|map|row)$/i.test(name)) return { kind: 'object' };
  }
  const isUnsigned = /\bunsigned\b/i.test(written);
  const plain = written.replace(/ (un)?signed\b| zerofill\b/gi, '').replace(/^(?:pg_catalog|sys)\./i, '');
  const shape = /^([^(]*)(?:\(([^()]*)\))?(.*)$/s.exec(plain);
  const [, before = '', inside, after = ''] = shape ?? [];
  const name = `${before.trim()} ${after.trim()}`.trim().replaceAll('"', '').toLowerCase();
  const numbers = inside?.split(',').map((part) => Number.parseInt(part, 10)) ?? [];
  return typeNamed(name, numbers, isUnsigned) ?? { kind: 'other', name: written };
}

function typeNamed(name: string, [first, second]: readonly number[], isUnsigned: boolean): Type | undefined {
  const bits = Object.hasOwn(INTEGERS, name) ? INTEGERS[name] : undefined;
  if (bits !== undefined) {
    const unsigned = isUnsigned || bits < 0;
    return { kind: 'integer', bits: Math.abs(bits), ...(unsigned && { unsigned }) };
  }
  if (DECIMALS.has(name)) {
    if (first === undefined || Number.isNaN(first)) return { kind: 'number' };
    return { kind: 'decimal', precision: first, scale: second ?? 0 };
  }
  if (name === 'float')
    return first !== undefined && first <= 24 ? { kind: 'number', single: true } : { kind: 'number' };
  if (TEXTS.has(name)) return withLength(first, /^(char|character|bpchar|nchar)$/.test(name) ? 1 : undefined);
  if (name === 'bit') return { kind: 'binary' };
  return Object.hasOwn(WORDS, name) ? WORDS[name] : undefined;
}

/** `varchar(max)` is without a limit; `char` alone is of one character. */
function withLength(length: number | undefined, usual: number | undefined): Type {
  const most = length === undefined ? usual : Number.isNaN(length) ? undefined : length;
  return { kind: 'string', ...(most !== undefined && { length: most }) };
}

/** As messages call it: `numeric(10, 2)`, `varchar(20)`, `array of integer`. */
export function describeType(type: Type): string {
  switch (type.kind) {
    case 'integer':
      return `${type.unsigned ? 'unsigned ' : ''}${type.bits === undefined ? 'integer' : `${type.bits}-bit integer`}`;
    case 'decimal':
      return `decimal(${type.precision}, ${type.scale})`;
    case 'number':
      return type.single ? 'single-precision number' : 'number';
    case 'string':
      return type.length === undefined ? 'string' : `string of at most ${type.length}`;
    case 'timestamp':
      return type.zoned ? 'timestamp with time zone' : 'timestamp';
    case 'array':
      return type.items ? `array of ${describeType(type.items)}` : 'array';
    case 'other':
      return type.name;
    default:
      return type.kind;
  }
}

/** The least and the greatest of a whole number's type, inclusive. */
export function rangeOf({
  bits,
  unsigned = false,
}: Extract<Type, { kind: 'integer' }>): readonly [bigint, bigint] | undefined {
  if (bits === undefined) return undefined;
  return unsigned ? [0n, 2n ** BigInt(bits) - 1n] : [-(2n ** BigInt(bits - 1)), 2n ** BigInt(bits - 1) - 1n];
}
