/**
 * What Avro's specification says of schema resolution (1.12.0, "Schema Resolution"), and what Avro's own public test cases of
 * schema compatibility decide (lang/java, TestSchemaCompatibility and its kin): who reads with one schema, and whether what was
 * written with another is understood. Facts, in schemas of our own.
 */

type Fact = readonly [what: string, reader: unknown, writer: unknown, reads: boolean];

const list = (items: unknown) => ({ type: 'array', items });
const map = (values: unknown) => ({ type: 'map', values });
const enumeration = (name: string, symbols: string, more: object = {}) => ({
  ...{ type: 'enum', name, symbols: symbols.split('') },
  ...more,
});
const fixed = (name: string, size: number, more: object = {}) => ({ type: 'fixed', name, size, ...more });
const record = (name: string, ...fields: readonly object[]) => ({ type: 'record', name, fields });
const field = (name: string, type: unknown, ...fallback: readonly unknown[]) => ({
  ...{ name, type },
  ...(fallback.length > 0 && { default: fallback[0] }),
});

const PRIMITIVES = ['null', 'boolean', 'int', 'long', 'float', 'double', 'bytes', 'string'];
/** "The writer's schema may be promoted to the reader's as follows." */
const PROMOTED = [
  'int long',
  'int float',
  'int double',
  'long float',
  'long double',
  'float double',
  'string bytes',
  'bytes string',
];

/** Every primitive type read as every other one. */
export const primitives: readonly Fact[] = PRIMITIVES.flatMap((writer) =>
  PRIMITIVES.filter((reader) => reader !== writer).map(
    (reader): Fact => [`${writer} as ${reader}`, reader, writer, PROMOTED.includes(`${writer} ${reader}`)],
  ),
);

const intRecord = record('R', field('a', 'int'));
const noFields = record('R');
const endless = (type: unknown) => record('L', field('head', type), field('tail', ['null', 'L'], null));

export const composites: readonly Fact[] = [
  // Arrays and maps.
  ['an array as an array', list('int'), list('int'), true],
  ['an array of what can be promoted', list('long'), list('int'), true],
  ['an array of what cannot', list('int'), list('long'), false],
  ['an array of other things', list('int'), list('string'), false],
  ['a map as an array', list('int'), map('int'), false],
  ['an array as a map', map('int'), list('int'), false],
  ['an int as an array', list('int'), 'int', false],
  ['an array as an int', 'int', list('int'), false],
  ['a map of what can be promoted', map('long'), map('int'), true],
  ['a map of what cannot', map('int'), map('long'), false],
  ['texts of a map as bytes', map('bytes'), map('string'), true],
  ['an array of arrays', list(list('double')), list(list('float')), true],
  ['an array of arrays of something else', list(list('float')), list(list('double')), false],
  // Enums.
  ['an enum with more symbols', enumeration('E', 'ABC'), enumeration('E', 'AB'), true],
  ['an enum with fewer', enumeration('E', 'AB'), enumeration('E', 'ABC'), false],
  ['symbols in another order', enumeration('E', 'CBA'), enumeration('E', 'ABC'), true],
  ['other symbols', enumeration('E', 'BC'), enumeration('E', 'AB'), false],
  ['fewer symbols and a default', enumeration('E', 'AB', { default: 'A' }), enumeration('E', 'ABC'), true],
  ['other symbols and a default', enumeration('E', 'BC', { default: 'C' }), enumeration('E', 'AB'), true],
  ["the writer's default does not help", enumeration('E', 'AB'), enumeration('E', 'ABC', { default: 'A' }), false],
  ['an enum of another name', enumeration('F', 'AB'), enumeration('E', 'AB'), false],
  ['an enum by an alias', enumeration('F', 'AB', { aliases: ['E'] }), enumeration('E', 'AB'), true],
  ['an enum by an alias of the writer', enumeration('F', 'AB'), enumeration('E', 'AB', { aliases: ['F'] }), false],
  ['an enum as an int', 'int', enumeration('E', 'AB'), false],
  ['an int as an enum', enumeration('E', 'AB'), 'int', false],
  ['an enum as a text', 'string', enumeration('E', 'AB'), false],
  ['a text as an enum', enumeration('E', 'AB'), 'string', false],
  // Fixed.
  ['a fixed as it is', fixed('F', 4), fixed('F', 4), true],
  ['a longer fixed', fixed('F', 8), fixed('F', 4), false],
  ['a shorter fixed', fixed('F', 4), fixed('F', 8), false],
  ['a fixed of another name', fixed('G', 4), fixed('F', 4), false],
  ['a fixed by an alias', fixed('G', 4, { aliases: ['F'] }), fixed('F', 4), true],
  ['a fixed as bytes', 'bytes', fixed('F', 4), false],
  ['bytes as a fixed', fixed('F', 4), 'bytes', false],
  // Unions.
  ['a type as a union with it', ['int', 'string'], 'int', true],
  ['a type as a union without it', ['int', 'string'], 'boolean', false],
  ['a type as a union with what it can be promoted to', ['double', 'string'], 'int', true],
  ['a union as a type that reads each of it', 'double', ['int', 'float'], true],
  ['a union as a type that reads one of it', 'int', ['int', 'string'], false],
  ['a union of one as its type', 'int', ['int'], true],
  ['branches in another order', ['string', 'int'], ['int', 'string'], true],
  ['more branches', ['null', 'int', 'string'], ['null', 'int'], true],
  ['fewer branches', ['null', 'int'], ['null', 'int', 'string'], false],
  ['fewer branches, of which one reads the rest', ['null', 'double'], ['null', 'int', 'float'], true],
  ['other branches', ['boolean'], ['int', 'string'], false],
  ['texts or bytes', ['bytes'], ['string', 'bytes'], true],
  ['a branch that is a record of another name', ['null', record('S')], ['null', record('R')], false],
  // Records.
  ['a record as it is', intRecord, intRecord, true],
  ['a record of another name', record('S', field('a', 'int')), intRecord, false],
  ['a record by an alias', { ...record('S', field('a', 'int')), aliases: ['R'] }, intRecord, true],
  ['a field less', noFields, intRecord, true],
  ['a field more', intRecord, noFields, false],
  ['a field more with a default', record('R', field('a', 'int', 0)), noFields, true],
  ['a field more that may be null, without a default', record('R', field('a', ['null', 'int'])), noFields, false],
  ['a field more that may be null, with a default', record('R', field('a', ['null', 'int'], null)), noFields, true],
  [
    'fields in another order',
    record('R', field('b', 'int'), field('a', 'int')),
    record('R', field('a', 'int'), field('b', 'int')),
    true,
  ],
  ['a field of another name', record('R', field('b', 'int')), intRecord, false],
  ['a field by an alias', record('R', { ...field('b', 'int'), aliases: ['a'] }), intRecord, true],
  ['a field of another type', record('R', field('a', 'string')), intRecord, false],
  ['a field of another type, whose default does not help', record('R', field('a', 'string', '')), intRecord, false],
  ['a field that can be promoted', record('R', field('a', 'long')), intRecord, true],
  ['a field that may be null now', record('R', field('a', ['null', 'int'])), intRecord, true],
  ['a field that may be null no longer', intRecord, record('R', field('a', ['null', 'int'])), false],
  ['a record as a map', map('int'), intRecord, false],
  ['a map as a record', intRecord, map('int'), false],
  ['a record that holds itself', endless('int'), endless('int'), true],
  ['a record that holds itself, of what can be promoted', endless('long'), endless('int'), true],
  ['a record that holds itself, of what cannot', endless('int'), endless('long'), false],
  [
    'a record in a record',
    record('O', field('r', record('R', field('a', 'int'), field('b', 'string', '')))),
    record('O', field('r', intRecord)),
    true,
  ],
  [
    'a record in a record with a field more',
    record('O', field('r', record('R', field('a', 'int'), field('b', 'string')))),
    record('O', field('r', intRecord)),
    false,
  ],
];
