/**
 * Random contracts in ODCS, and a judge of rows that is written from the standard's own words and knows nothing of Weir:
 * https://bitol-io.github.io/open-data-contract-standard/latest/schema/. Which values are of which type is a list by hand.
 */
import fc from 'fast-check';

type Options = Readonly<Record<string, unknown>>;

export interface Property {
  readonly name: string;
  readonly required?: boolean;
  readonly unique?: boolean;
  readonly primaryKey?: boolean;
  readonly logicalType?: string;
  readonly physicalType?: string;
  readonly logicalTypeOptions?: Options;
  readonly enum?: readonly { readonly value: unknown }[];
  readonly quality?: readonly Options[];
  readonly properties?: readonly Property[];
  readonly items?: Omit<Property, 'name'>;
}

export type Row = Readonly<Record<string, unknown>>;

const DAY = '2026-02-28';
const MOMENT = '2026-02-28T10:00:00Z';
const UUID = 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11';
const LISTS = [[], [1], [1, 300], ['a'], [null]] as const;
const OBJECTS = [{}, { n: 1 }, { n: 300 }, { n: null }, { n: 'a' }] as const;
const SMALL = [0, 1, 2, '1', '5', 6, 10, -1] as const;
const FRACTIONS = [0.5, '1.5', 99.99] as const;

const VALUES: readonly unknown[] = [
  ...[...SMALL, 128, 300, -129, 40_000, 3_000_000_000, ...FRACTIONS, 12.345, 100.5, '1e3', 1e39, true, 'no'],
  ...['', 'a', 'b', 'abc', 'abcd', 'ÄÖÜ', '𝒳𝒴𝒵', DAY, '2026-02-30', MOMENT, '10:00:00', UUID, ...LISTS, ...OBJECTS],
];

const numbers = VALUES.filter(
  (value) => typeof value === 'number' || ['1', '5', '1.5', '1e3'].some((text) => text === value),
);
const whole = numbers.filter((value) => Number.isInteger(Number(value)) && value !== '1e3');
const scalars = VALUES.filter((value) => typeof value !== 'object');
const within = (least: number, most: number) =>
  whole.filter((value) => Number(value) >= least && Number(value) <= most);

/** What is written, and which values are one. */
const TYPES: readonly (readonly [Omit<Property, 'name'>, readonly unknown[]])[] = [
  [{}, VALUES],
  [{ logicalType: 'string' }, scalars],
  [{ logicalType: 'string', physicalType: 'varchar(3)' }, scalars.filter((value) => [...String(value)].length <= 3)],
  [{ logicalType: 'string', logicalTypeOptions: { format: 'uuid' } }, [UUID]],
  [{ logicalType: 'integer' }, whole],
  [{ logicalType: 'integer', logicalTypeOptions: { format: 'i8' } }, within(-128, 127)],
  [{ logicalType: 'integer', logicalTypeOptions: { format: 'u8' } }, within(0, 255)],
  [{ logicalType: 'integer', physicalType: 'SMALLINT' }, within(-32_768, 32_767)],
  [{ logicalType: 'number' }, numbers],
  [{ logicalType: 'number', logicalTypeOptions: { format: 'f32' } }, numbers.filter((value) => value !== 1e39)],
  [{ logicalType: 'number', physicalType: 'DECIMAL(4, 2)' }, [...SMALL, ...FRACTIONS]],
  [{ logicalType: 'boolean' }, [true, 'no', 0, 1, '1']],
  [{ logicalType: 'date' }, [DAY]],
  [{ logicalType: 'timestamp' }, [DAY, MOMENT]],
  [{ logicalType: 'time' }, ['10:00:00']],
  [{ logicalType: 'array' }, LISTS],
  [{ logicalType: 'array', items: { logicalType: 'integer' } }, [[], [1], [1, 300], [null]]],
  [{ logicalType: 'array', items: { logicalType: 'integer', required: true } }, [[], [1], [1, 300]]],
  [
    { logicalType: 'array', items: { logicalType: 'integer', logicalTypeOptions: { format: 'u8' } } },
    [[], [1], [null]],
  ],
  [{ logicalType: 'object' }, OBJECTS],
  [
    { logicalType: 'object', properties: [{ name: 'n', logicalType: 'integer' }] },
    OBJECTS.filter(({ n }: { n?: unknown }) => n !== 'a'),
  ],
  [
    { logicalType: 'object', properties: [{ name: 'n', logicalType: 'integer', required: true }] },
    [{ n: 1 }, { n: 300 }],
  ],
];
const keyOf = (value: unknown) => `${typeof value} ${JSON.stringify(value)}`;
const OF_TYPE = new Map(TYPES.map(([type, values]) => [type, new Set(values.map(keyOf))]));

const bound = fc.constantFrom(-1, 0, 1, 1.5, 5, 10);
const day = fc.constantFrom('2026-01-01', DAY, '2026-03-01');
const size = fc.constantFrom(0, 1, 2, 3, 4);
const pattern = fc.constantFrom('^[a-z]*$', 'a', '^.{3}$', '^\\d+$');
const some = <T extends Options>(of: { readonly [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record(of, { requiredKeys: [] });

const OPTIONS: Readonly<Record<string, fc.Arbitrary<Options>>> = {
  string: some({ minLength: size, maxLength: size, pattern }),
  integer: some({
    ...{ minimum: bound, maximum: bound, multipleOf: fc.constantFrom(1, 2, 3, 4) },
    ...{ exclusiveMinimum: fc.oneof(bound, fc.boolean()), exclusiveMaximum: fc.oneof(bound, fc.boolean()) },
  }),
  number: some({
    ...{ minimum: bound, maximum: bound, multipleOf: fc.constantFrom(0.1, 0.5, 1, 2) },
    ...{ exclusiveMinimum: fc.oneof(bound, fc.boolean()), exclusiveMaximum: fc.oneof(bound, fc.boolean()) },
  }),
  date: some({ minimum: day, maximum: day, exclusiveMinimum: day, exclusiveMaximum: day }),
  array: some({ minItems: size, maxItems: size }),
};

const accepted = fc.subarray([0, 1, 5, 'a', 'abc', '1', true, DAY] as const, { minLength: 1 });
const listed = fc.oneof(
  accepted.map((validValues) => ({ metric: 'invalidValues', mustBe: 0, arguments: { validValues } })),
  pattern.map((text) => ({ metric: 'invalidValues', mustBe: 0, arguments: { pattern: text } })),
  fc.constantFrom<Options>({ metric: 'nullValues', mustBe: 0 }, { metric: 'duplicateValues', mustBe: 0 }),
);

/** What is not written half of the time. */
const rarely = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined, freq: 2 });

const property: fc.Arbitrary<Property> = fc.constantFrom(...TYPES).chain(([type]) =>
  fc
    .record({
      options: rarely(OPTIONS[type.logicalType ?? ''] ?? fc.constant({})),
      required: rarely(fc.boolean()),
      unique: rarely(fc.boolean()),
      enum: rarely(accepted.map((values) => values.map((value) => ({ value })))),
      quality: rarely(fc.array(listed, { minLength: 1, maxLength: 2 })),
    })
    .map(({ options, ...rest }): Property => {
      const all = { ...type.logicalTypeOptions, ...options };
      return written({
        ...{ name: 'x', ...type, ...rest },
        ...(Object.keys(all).length > 0 && { logicalTypeOptions: all }),
      });
    }),
);

/** Without what is undefined. */
function written(own: { readonly [K in keyof Property]: Property[K] | undefined }): Property {
  return JSON.parse(JSON.stringify(own)) as Property;
}

const key = fc
  .record({ unique: rarely(fc.boolean()), primaryKey: rarely(fc.boolean()) })
  .map((own) => written({ name: 'k', logicalType: 'integer', ...own }));

export type Contract = readonly Property[];

const contract: fc.Arbitrary<Contract> = fc
  .tuple(key, fc.option(property, { nil: undefined, freq: 8 }))
  .map(([first, other]) => (other ? [first, other] : [first]));

/** Any two, or two that have most in common. */
export const pairs: fc.Arbitrary<readonly [Contract, Contract]> = fc.oneof(
  fc.tuple(contract, contract),
  fc.tuple(contract, contract, fc.nat()).map(([base, other, which]) => [base, withOneOf(base, other, which)] as const),
);

/** With what the other says of one key of the last property. */
function withOneOf(base: Contract, other: Contract, which: number): Contract {
  const [own, given] = [base[1], other[1]];
  if (!own || !given) return other;
  const { logicalType, physicalType, properties, items, name, ...more } = given;
  const keys = [...Object.keys(more), 'required', 'unique', 'enum', 'quality'];
  const changed = keys[which % keys.length] ?? '';
  const isOther = changed === 'logicalTypeOptions' && logicalType !== own.logicalType;
  return [base[0] as Property, isOther ? own : written({ ...own, [changed]: Reflect.get(more, changed) })];
}

export const rows: fc.Arbitrary<readonly Row[]> = fc.array(
  fc.record(
    { k: fc.constantFrom(1, 2, '1', null), x: fc.oneof(fc.constantFrom(...VALUES), fc.constant(null)) },
    { requiredKeys: ['k'] },
  ),
  { minLength: 1, maxLength: 3 },
);

/** Whether all of it is as the contract has it. */
export function holds(contract: Contract, all: readonly Row[]): boolean {
  return all.every((row) => takes(contract, row)) && contract.every((own) => !isKey(own) || areUnlike(own, all));
}

export function takes(contract: Contract, row: Row): boolean {
  return contract.every((own) => allows(own, row[own.name]));
}

function isKey({ unique, primaryKey, quality = [] }: Property): boolean {
  return unique === true || primaryKey === true || quality.some(({ metric }) => metric === 'duplicateValues');
}

function areUnlike({ name, logicalType = '' }: Property, all: readonly Row[]): boolean {
  const isNumber = ['integer', 'number'].includes(logicalType);
  const texts = all
    .map((row) => row[name])
    .filter((value) => value !== null && value !== undefined)
    .map((value) => (isNumber ? String(Number(value)) : typeof value === 'string' ? value : JSON.stringify(value)));
  return new Set(texts).size === texts.length;
}

function allows(own: Property, value: unknown): boolean {
  const { required, quality = [], logicalTypeOptions: options = {} } = own;
  if (value === null || value === undefined) {
    return required !== true && !quality.some(({ metric }) => metric === 'nullValues');
  }
  if (!valuesOf(own)?.has(keyOf(value))) return false;
  if (!Object.entries(options).every(([name, limit]) => keeps(name, limit, value, options))) return false;
  const lists = [
    ...(own.enum ? [own.enum.map((one) => one.value)] : []),
    ...quality.flatMap(({ arguments: given }) => ('validValues' in Object(given) ? [Object(given).validValues] : [])),
  ];
  const patterns = quality.flatMap(({ arguments: given }) =>
    'pattern' in Object(given) ? [Object(given).pattern] : [],
  );
  return lists.every((list) => isIn(list, value)) && patterns.every((one) => new RegExp(one, 'u').test(String(value)));
}

const known = new WeakMap<Property, ReadonlySet<string> | undefined>();

function valuesOf(own: Property): ReadonlySet<string> | undefined {
  if (!known.has(own)) known.set(own, OF_TYPE.get(TYPES.find(([one]) => isOf(own, one))?.[0] ?? {}));
  return known.get(own);
}

function isOf(own: Property, type: Omit<Property, 'name'>): boolean {
  const named = ({ logicalType, physicalType, properties, items, logicalTypeOptions }: Omit<Property, 'name'>) =>
    JSON.stringify([logicalType, physicalType, properties, items, logicalTypeOptions?.format]);
  return named(own) === named(type);
}

/** Numbers by what they are, everything else by how it is written. */
function isIn(list: readonly unknown[], value: unknown): boolean {
  return list.some((one) => String(one) === String(value) || (typeof one === 'number' && one === asNumber(value)));
}

function asNumber(value: unknown): number {
  return value === '' || typeof value === 'object' ? Number.NaN : Number(value);
}

function keeps(name: string, limit: unknown, value: unknown, { minimum, maximum }: Options): boolean {
  const [own, asked] = typeof limit === 'string' ? [String(value), limit] : [Number(value), Number(limit)];
  const length = Array.isArray(value) ? value.length : [...String(value)].length;
  switch (name) {
    case 'minimum':
      return own >= asked;
    case 'maximum':
      return own <= asked;
    case 'exclusiveMinimum':
      // A boolean in version 3.0, beside the bound.
      return typeof limit === 'boolean'
        ? !limit || minimum === undefined || Number(own) > Number(minimum)
        : own > asked;
    case 'exclusiveMaximum':
      return typeof limit === 'boolean'
        ? !limit || maximum === undefined || Number(own) < Number(maximum)
        : own < asked;
    case 'multipleOf':
      return Math.abs(Number(own) / Number(asked) - Math.round(Number(own) / Number(asked))) < 1e-9;
    case 'minLength':
    case 'minItems':
      return length >= Number(limit);
    case 'maxLength':
    case 'maxItems':
      return length <= Number(limit);
    case 'pattern':
      return new RegExp(String(limit), 'u').test(String(value));
    default:
      return name === 'format';
  }
}
