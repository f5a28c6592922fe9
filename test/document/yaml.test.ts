import { describe, expect, test } from 'vitest';
import { parseSource } from '../../src/document/source.ts';

function read(text: string) {
  return parseSource(text, 'x.yaml');
}

// What PyYAML 6.0.3's safe_load gives, as Python's json.dumps writes it; sets as sorted lists, bytes as base64.
const SAFE_LOADED: readonly (readonly [string, unknown])[] = [
  [
    'd: &d {limit: 900, currency: EUR}\nprod: {<<: *d, currency: USD}',
    { d: { limit: 900, currency: 'EUR' }, prod: { limit: 900, currency: 'USD' } },
  ],
  [
    'a: &a {x: 1, y: 2}\nb: &b {x: 3, z: 4}\nc: {<<: [*a, *b], y: 5}',
    { a: { x: 1, y: 2 }, b: { x: 3, z: 4 }, c: { x: 1, z: 4, y: 5 } },
  ],
  [
    'a: &a {x: 1}\nb: &b {<<: *a, y: 2}\nc: {z: 3, <<: *b}',
    { a: { x: 1 }, b: { x: 1, y: 2 }, c: { x: 1, y: 2, z: 3 } },
  ],
  ['a: &a {x: 1}\nb: &b {y: 2}\nc:\n  <<: *a\n  <<: *b\n', { a: { x: 1 }, b: { y: 2 }, c: { x: 1, y: 2 } }],
  ["a: {'<<': 5}", { a: { '<<': 5 } }],
  ['a: {<<: {x: 1}, y: 2}', { a: { x: 1, y: 2 } }],
  ['b: {<<: [{x: 1}, {x: 2, y: 3}]}', { b: { x: 1, y: 3 } }],
  ['a: !!set {b, c}', { a: ['b', 'c'] }],
  [
    'a: !!omap [x: 1, y: 2]',
    {
      a: [
        ['x', 1],
        ['y', 2],
      ],
    },
  ],
  [
    'a: !!pairs [x: 1, x: 2]',
    {
      a: [
        ['x', 1],
        ['x', 2],
      ],
    },
  ],
  ['a: !!timestamp 2024-01-20', { a: '2024-01-20' }],
  ['a: !!binary |\n  R0lG\n  ODlh\n', { a: 'R0lGODlh' }],
  ["a: !!str 5\nb: !!int '5'\nc: !!float 5\nd: !!bool yes\ne: !!null ''", { a: '5', b: 5, c: 5, d: true, e: null }],
  ['~: 5\ntrue: 6', { null: 5, true: 6 }],
  // A text that the file ends in has the line end that the file has.
  ['a: |\n  x', { a: 'x' }],
  ['a: |\n  x\n', { a: 'x\n' }],
  ['a: |+\n  x', { a: 'x' }],
  ['a: >\n  x\n  y  ', { a: 'x y  ' }],
  ['a: |\n  x\n# c', { a: 'x\n' }],
  ['a: |\n  x\n  ', { a: 'x\n' }],
  ['- |\n  x', ['x']],
  ['a: 1 # c\rb:\r  - 2\r', { a: 1, b: [2] }],
  ['a: |\r\n  x\r\n  y\r\n', { a: 'x\ny\n' }],
  ['x: &x {k: 1}\n<<: *x\nz: 2', { x: { k: 1 }, k: 1, z: 2 }],
  ['l: &l [{a: 1}, {a: 2, b: 2}]\nz: {<<: *l}', { l: [{ a: 1 }, { a: 2, b: 2 }], z: { a: 1, b: 2 } }],
  ['a: &k foo\n*k : 1', { a: 'foo', foo: 1 }],
];

test.each(SAFE_LOADED)('%j is what PyYAML makes of it', (text, value) => {
  expect(read(text).value).toEqual(value);
});

/** Plain scalars with what PyYAML 6.0.3 makes of them. */
const PLAIN: readonly (readonly [string, unknown])[] = [
  ...[
    ['no', false],
    ['Yes', true],
    ['ON', true],
    ['y', 'y'],
    ['nO', 'nO'],
    ['null', null],
    ['nULL', 'nULL'],
  ],
  ...[
    ['0777', 511],
    ['010', 8],
    ['08', '08'],
    ['0o17', '0o17'],
    ['0b101', 5],
    ['0x1F', 31],
    ['-0777', -511],
  ],
  ...[
    ['1_000', 1000],
    ['8:15', 495],
    ['08:15', '08:15'],
    ['1:30:00', 5400],
    ['1:30.5', 90.5],
    ['_1', '_1'],
  ],
  ...[
    ['1e3', '1e3'],
    ['1.5e+3', 1500],
    ['1e-05', '1e-05'],
    ['1.', 1],
    ['-.5', '-.5'],
    ['685_230.15', 685230.15],
  ],
  ...[
    ['.inf', Number.POSITIVE_INFINITY],
    ['-.INF', Number.NEGATIVE_INFINITY],
    ['.nan', Number.NaN],
    ['1,000', '1,000'],
  ],
].map(([text, value]) => [String(text), value] as const);

describe('a document that says it is YAML 1.1', () => {
  test.each(PLAIN)('has %s as PyYAML has it', (text, value) => {
    expect(read(`%YAML 1.1\n---\na: ${text}\n`).value).toEqual({ a: value });
  });

  test('has dates as the text that is written', () => {
    expect(read('%YAML 1.1\n---\na: 2024-01-20\n').value).toEqual({ a: '2024-01-20' });
  });
});

// The core schema of YAML 1.2.2, section 10.3.2.
test.each([
  ['no', 'no', 'false'],
  ['0777', 777, '511'],
  ['1_000', '1_000', '1000'],
  ['8:15', '8:15', '495'],
  ['1e3', 1000, '"1e3"'],
  ['0o17', 15, '"0o17"'],
])('%s is read by YAML 1.2, and it is said what others make of it', (written, value, elsewhere) => {
  const source = read(`a: ${written}\n`);

  expect(source.value).toEqual({ a: value });
  expect(source.doubts).toEqual([{ line: 1, column: 4, written, elsewhere }]);
  expect(source.written('/a')).toBe(written);
});

test('a date is the text that is written, and told from the same in quotes', () => {
  const source = read('a: 2024-01-20\nb: "2024-01-20"\n');

  expect(source.value).toEqual({ a: '2024-01-20', b: '2024-01-20' });
  expect([source.written('/a'), source.written('/b')]).toEqual(['2024-01-20', undefined]);
});

test.each(['true', '12', '-0.5', '.inf', '"no"', '~', 'y', '08:15', '!!str no'])('%s leaves no doubt', (written) => {
  expect(read(`a: ${written}\n`).doubts).toEqual([]);
});

test('what a merge key brings stands where it is written', () => {
  const source = read('base: &base\n  limit: 900\n  currency: EUR\nprod:\n  <<: *base\n  currency: USD\n');

  expect(source.range('/prod/limit')).toEqual({ line: 2, column: 3, endLine: 2, endColumn: 12 });
  expect(source.range('/prod/currency').line).toBe(6);
});

test('an integer too long for a number is found behind its alias', () => {
  expect(read('a: &a 9007199254740993\nb: *a\n').text('/b')).toBe('9007199254740993');
});

test('keys of different kinds are different keys; the text keeps the name', () => {
  expect(read('~: 1\n"null": 2\n1: 3\n"1": 4\n').value).toEqual({ 'null (null)': 1, null: 2, '1 (number)': 3, 1: 4 });
  expect(read('9007199254740992: 1\n9007199254740993: 2\n').value).toEqual({
    '9007199254740992': 1,
    '9007199254740993': 2,
  });
});

test.each([
  ['a: !Ref x', '1:9: a tag that Weir cannot read; found !Ref'],
  ['a: !<tag:example.com,2024:x> [1]', '1:30: a tag that Weir cannot read; found tag:example.com,2024:x'],
  ['a: !!python/tuple [1, 2]', '1:19: a tag that Weir cannot read; found !!python/tuple'],
  ['a: !!timestamp soon', '1:16: not a !!timestamp; found "soon", expected a time'],
  ['a: !!int x', '1:10: not a !!int; found "x", expected a whole number'],
  ['a: !!binary "%%%"', '1:13: not a !!binary; found "%%%", expected base64'],
  ['a: !!set {b, b}', '1:14: a key that stands twice'],
  ['a: !!set {b: 1}', '1:14: a member of a set has no value'],
  ['a: !!omap [b, c: 1]', '1:12: an item of !!omap is one key with its value'],
  ['? [a]\n: 1', '1:3: a key that is no text, number, boolean or null; found a list'],
  ['a: {<<: 5}', '1:9: a merge key without a mapping; found 5'],
  ['a: {<<: *b}', '1:9: Unresolved alias *b'],
  ['a: &a {x: 1}\nb: &b {x: 2}\nc: {<<: *a, <<: *b}', '3:13: two merge keys give "x" different values'],
])('%j is refused with its place', (text, message) => {
  expect(() => read(text)).toThrow(`x.yaml:${message}`);
});

test('merge keys fill no memory', () => {
  const levels = Array.from(
    { length: 40 },
    (_, i) => `m${i + 1}: &m${i + 1} {a${i}: *m${i}, b${i}: *m${i}, <<: *m${i}}`,
  );

  expect(() => read(['m0: &m0 {x: 1}', ...levels].join('\n'))).toThrow('not usable as YAML: Excessive alias count');
});
