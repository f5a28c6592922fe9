/** Random schemas and what a change may make of them, as texts. */
import fc from 'fast-check';

const SCALARS = [
  'int32',
  'uint32',
  'int64',
  'sint32',
  'fixed32',
  'sfixed32',
  'bool',
  'string',
  'bytes',
  'double',
  'float',
];
const TYPES = [...SCALARS, 'Tier', 'Kind', 'Seat', 'Leg'];

interface FieldText {
  readonly number: number;
  readonly name: string;
  readonly type: string;
  readonly label: '' | 'optional ' | 'repeated ';
  readonly oneof: '' | 'o' | 'p';
  readonly json: string;
}

interface ValueText {
  readonly number: number;
  readonly name: string;
}

interface Schema {
  readonly fields: readonly FieldText[];
  readonly values: readonly ValueText[];
  readonly numbers: readonly number[];
  readonly names: readonly string[];
  readonly rpcs: readonly string[];
}

const field: fc.Arbitrary<FieldText> = fc.record({
  number: fc.integer({ min: 1, max: 6 }),
  name: fc.constantFrom('a', 'b', 'c_d', 'e', 'f'),
  type: fc.constantFrom(...TYPES),
  label: fc.constantFrom('', 'optional ', 'repeated '),
  oneof: fc.constantFrom('', '', '', 'o', 'p'),
  json: fc.constantFrom('', '', '', 'jay'),
});

const schema: fc.Arbitrary<Schema> = fc.record({
  fields: fc.array(field, { maxLength: 5 }),
  values: fc.array(
    fc.record({ number: fc.integer({ min: 1, max: 4 }), name: fc.constantFrom('V1', 'V2', 'V3', 'V4') }),
    {
      maxLength: 4,
    },
  ),
  numbers: fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 3 }),
  names: fc.array(fc.constantFrom('a', 'b', 'x', 'y'), { maxLength: 2 }),
  rpcs: fc.array(
    fc.constantFrom(
      'rpc A(Seat) returns (Leg);',
      'rpc A(stream Seat) returns (Leg);',
      'rpc B(Leg) returns (Leg);',
      'rpc A(Leg) returns (stream Seat);',
    ),
    { maxLength: 2 },
  ),
});

/** Two schemas that have much in common. */
export const pair: fc.Arbitrary<readonly [string, string]> = fc
  .tuple(schema, schema, fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }), fc.integer({ min: 0, max: 5 }))
  .map(([base, other, kept, at]) => {
    const fields = base.fields.map((one, index) =>
      index === at ? { ...one, ...other.fields[0], number: one.number } : one,
    );
    const head = {
      fields: kept[0] ? fields : [...fields.slice(0, 2), ...other.fields],
      values: kept[1] ? base.values : other.values,
      numbers: kept[2] ? base.numbers : other.numbers,
      names: kept[3] ? base.names : other.names,
      rpcs: kept[4] ? base.rpcs : other.rpcs,
    };
    return [textOf(base), textOf(head)] as const;
  });

/** What would contradict itself is left out. */
function textOf({ fields, values, numbers, names, rpcs }: Schema): string {
  const reservedNumbers = [...new Set(numbers)].filter((number) => fields.every((one) => one.number !== number));
  const reservedNames = [...new Set(names)].filter((name) => fields.every((one) => one.name !== name));
  const own = unique(
    fields,
    ({ number }) => number,
    ({ name }) => name,
  ).filter(({ json }, index, all) => json === '' || all.findIndex((one) => one.json === json) === index);
  const line = ({ number, name, type, label, oneof, json }: FieldText): string =>
    `${oneof === '' ? label : ''}${type} ${name} = ${number}${json === '' ? '' : ` [json_name = "${json}"]`};`;
  const members = (sought: string) => own.filter(({ oneof }) => oneof === sought).map(line);
  const oneofs = ['o', 'p']
    .filter((name) => members(name).length > 0)
    .map((name) => `oneof ${name} { ${members(name).join(' ')} }`);
  const tier = unique(
    values,
    ({ number }) => number,
    ({ name }) => name,
  ).map(({ name, number }) => `${name} = ${number};`);
  const methods = rpcs.filter(
    (one, index) => rpcs.findIndex((other) => other.slice(0, 5) === one.slice(0, 5)) === index,
  );
  return [
    'syntax = "proto3";',
    'package PKG;',
    `enum Tier { NONE = 0; ${tier.join(' ')} }`,
    'enum Kind { KIND_NONE = 0; }',
    'message Seat { string row = 1; }',
    'message Leg { Seat seat = 1; }',
    'message M {',
    ...members(''),
    ...oneofs,
    ...(reservedNumbers.length > 0 ? [`reserved ${reservedNumbers.join(', ')};`] : []),
    ...(reservedNames.length > 0 ? [`reserved ${reservedNames.map((name) => `"${name}"`).join(', ')};`] : []),
    '}',
    `service S { ${methods.join(' ')} }`,
  ].join('\n');
}

function unique<T>(all: readonly T[], ...keys: readonly ((one: T) => unknown)[]): T[] {
  return all.filter((one, index) => keys.every((key) => all.findIndex((other) => key(other) === key(one)) === index));
}
