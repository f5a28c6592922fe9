/** What the scanner goes through is JSON, and it finds in it what JSON.parse finds. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NEW, Scanner } from '../../../src/recordings/screen/scan.ts';
import { type PlaceTree, treeOf, type Wanted } from '../../../src/recordings/screen/wanted.ts';
import { runs } from '../../runs.ts';

const tree = treeOf([
  { path: ['a'], sees: 'value' },
  { path: ['b', 'c'], sees: 'value' },
  { path: ['b', 'd'], sees: 'type' },
  { path: ['e'], sees: 'type' },
]);
// In the order in which the places were named: the record, a, b, c, d, e.
const SLOTS = { a: 1, b: 2, c: 3, d: 4, e: 5 } as const;
if (!tree) throw new Error('there are places to tell apart');
const scanner = scannerOf(tree);

function scannerOf(places: PlaceTree): Scanner {
  const made = Scanner.of(places, { isApart: false });
  if (!made) throw new Error('there is room for a scanner');
  return made;
}

function scan(text: string): { readonly end: number; readonly at: (slot: keyof typeof SLOTS) => string | undefined } {
  scanner.load(Buffer.from(`${text}\n`));
  const end = scanner.scan(0);
  const found = new Map(Object.entries(SLOTS).map(([name, slot]) => [name, scanner.textIn(slot)]));
  return { end, at: (slot) => found.get(slot) };
}

it.each([
  ['{"a":1,"b":{"c":[1,{"x":"}"}],"d":null},"e":"x"}', { a: '1', b: 'o', c: '[1,{"x":"}"}]', d: 'n', e: 's' }],
  ['{ "e" : -12 , "z" : {"a":2} , "b" : 7 }\t', { a: undefined, b: '7', c: undefined, d: undefined, e: 'i' }],
  ['{"b":{},"e":1.5,"a":"\\u00e9\\\\"}', { a: '"\\u00e9\\\\"', b: 'o', c: undefined, d: undefined, e: 'd' }],
  ['{"e":1.0,"b":{"d":true}}', { a: undefined, b: 'o', c: undefined, d: 'b', e: '1.0' }],
  [
    '{"e":9007199254740993.5,"b":[{"d":1}]}',
    { a: undefined, b: '[{"d":1}]', c: undefined, d: undefined, e: '9007199254740993.5' },
  ],
  ['{"Zürich":"東京","a":"ü"}', { a: '"ü"', b: undefined, c: undefined, d: undefined, e: undefined }],
])('finds what is wanted in %s', (text, expected) => {
  const { end, at } = scan(text);
  expect(end).toBe(Buffer.byteLength(text));
  expect(Object.fromEntries(Object.keys(expected).map((slot) => [slot, at(slot as keyof typeof SLOTS)]))).toEqual(
    expected,
  );
});

it.each([
  ['a name twice', '{"a":1,"a":2}'],
  ['an object twice', '{"b":{"c":1},"b":{"d":1}}'],
  ['an escaped name', '{"\\u0061":1}'],
  ['what is no object', '[1]'],
  ['two values', '{} {}'],
  ['a raw tab in a text', '{"z":"\t"}'],
  ['a number with a zero before it', '{"z":01}'],
  ['what is nested deeply', `{"z":${'['.repeat(100)}${']'.repeat(100)}}`],
  ['a very long number', `{"z":${'1'.repeat(2000)}}`],
])('leaves %s to JSON.parse', (_what, text) => {
  expect(scan(text).end).toBe(-1);
});

const json = fc
  .tuple(
    fc.record(
      {
        a: fc.jsonValue(),
        b: fc.oneof(fc.record({ c: fc.jsonValue(), d: fc.jsonValue() }), fc.jsonValue()),
        e: fc.jsonValue(),
      },
      { requiredKeys: [] },
    ),
    fc.jsonValue({ maxDepth: 3 }),
    fc.constantFrom(0, 1),
  )
  .map(([wanted, other, indent]) => JSON.stringify({ ...wanted, other }, undefined, indent).replaceAll('\n', '\r'));

it('goes through JSON, and finds the same text that JSON.parse makes of it', () => {
  fc.assert(
    fc.property(json, (text) => {
      const { end, at } = scan(text);
      // Escaped names are left to JSON.parse.
      if (end < 0 && text.includes('\\')) return;
      expect(end).toBe(Buffer.byteLength(text));
      const value = JSON.parse(text) as { readonly a?: unknown };
      const found = at('a');
      expect(found === undefined ? undefined : JSON.parse(found)).toEqual(value.a);
    }),
  );
});

it('goes through nothing that JSON.parse does not', () => {
  const damage = fc.record({
    at: fc.nat(),
    drop: fc.nat({ max: 2 }),
    put: fc.constantFrom('', ...'{}[]",:\\-+.eE01 \tnultrfas'),
  });
  fc.assert(
    fc.property(json, fc.array(damage, { minLength: 1, maxLength: 3 }), (text, damages) => {
      let damaged = text;
      for (const { at, drop, put } of damages) {
        const place = at % (damaged.length + 1);
        damaged = damaged.slice(0, place) + put + damaged.slice(place + drop);
      }
      // A half of a character is none.
      if (scan(damaged.toWellFormed()).end >= 0) JSON.parse(damaged.toWellFormed());
    }),
    { numRuns: runs(3000) },
  );
});

describe('a key', () => {
  it('is the same where all that is wanted is written the same', () => {
    const own = scannerOf(tree);
    const known = new Map<string, number>();
    fc.assert(
      fc.property(json, (text) => {
        own.load(Buffer.from(`${text}\n`));
        if (own.scan(0) < 0) return;
        const wanted = JSON.stringify(Object.values(SLOTS).map((slot) => own.textIn(slot) ?? null));
        expect(own.key).toBe(known.get(wanted) ?? own.key);
        known.set(wanted, own.key);
        expect(new Set(known.values()).size).toBe(known.size);
      }),
    );
  });

  it('keeps its answer among hundreds of thousands, until there is no room', () => {
    const own = scannerOf(tree);
    const lineOf = (number: number): string => `{"a":${number * 7919},"z":"${number}"}\n`;
    const ask = (number: number): number => {
      own.load(Buffer.from(lineOf(number)));
      expect(own.scan(0)).toBeGreaterThan(0);
      return own.key;
    };
    const [count, together] = [400_000, 2000];
    for (let first = 0; first < count; first += together) {
      own.load(Buffer.from(Array.from({ length: together }, (_, index) => lineOf(first + index)).join('')));
      for (let index = 0, at = 0; index < together; index++) {
        at = own.scan(at) + 1;
        if (own.answerAt(own.key) !== NEW) throw new Error(`${first + index} has an answer`);
        own.setAnswer(own.key, first + index);
      }
    }
    expect(ask(count)).toBe(0);
    for (let number = 0; number < count; number += 997) expect(own.answerAt(ask(number))).toBe(number);
  });

  it('is none of a record that it would be too long for', () => {
    const own = scannerOf(tree);
    for (const length of [2000, 3000]) {
      own.load(Buffer.from(`{"a":"${'x'.repeat(length)}"}\n`));
      expect(own.scan(0) > 0).toBe(length === 2000);
    }
  });
});

it('takes no more lines at once than it has room for', () => {
  const own = scannerOf(tree);
  expect(own.load(Buffer.alloc(1024 * 1024))).toBe(true);
  expect(own.load(Buffer.alloc(1024 * 1024 + 1))).toBe(false);
});

it.each(Array.from({ length: 40 }, (_, length) => length))(
  'reads over a text of %d characters before an escape',
  (length) => {
    const text = 'é'.repeat(length % 3) + 'x'.repeat(length);
    for (const escaped of ['\\"', '\\\\', '\\u00e9', '\\n'])
      expect(scan(`{"z":"${text}${escaped}${text}","a":"${text}"}`).at('a')).toBe(`"${text}"`);
    for (const wrong of ['\\x', '\\u00g9', '\u0001', '\\']) expect(scan(`{"z":"${text}${wrong}","a":1}`).end).toBe(-1);
  },
);

it('knows names again, however many there are', () => {
  const names = Array.from({ length: 600 }, (_, index) => `"${'n'.repeat(index % 40)}${index}":${index}`);
  const text = `{${names.join(',')},"a":1}`;
  for (let time = 0; time < 3; time++) expect(scan(text).at('a')).toBe('1');
});

describe('what is left of a line', () => {
  const places: Wanted[] = [
    { path: ['a'], sees: 'value' },
    { path: ['b', 'c'], sees: 'value' },
    { path: ['b', 'd'], sees: 'type' },
    { path: ['n'], sees: 'names' },
  ];
  const named = treeOf(places);
  if (!named) throw new Error('there are places to tell apart');
  const own = scannerOf(named);
  own.setTasks({ keys: false, left: true });
  const leftOf = (text: string): string | undefined => {
    own.load(Buffer.from(`${text}\n`));
    return own.scan(0) < 0 ? undefined : own.left;
  };

  it.each([
    ['{"z":1,"a":[1,{"x":2}],"y":"","b":{"q":0,"c":"é","d":1.50}}', '{"a":[1,{"x":2}],"b":{"c":"é","d":1.50}}'],
    ['{ "b" : 7 , "z" : {"a":2} }', '{"b" :7}'],
    ['{"n":{"x":1,"y":{"z":[]}},"m":2}', '{"n":{"x":1,"y":{"z":[]}}}'],
    ['{"b":{},"n":null}', '{"b":{},"n":null}'],
    ['{"z":1}', '{}'],
  ])('of %s is %s', (text, expected) => {
    expect(leftOf(text)).toBe(expected);
  });

  it('is all that is read, and nothing beside it', () => {
    const value = fc.jsonValue({ maxDepth: 2 });
    const record = fc.record(
      {
        z: value,
        a: value,
        y: value,
        b: fc.oneof(fc.record({ q: value, c: value }), value),
        n: fc.oneof(fc.record({ x: value }), value),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(record, fc.constantFrom(0, 1), (drawn, indent) => {
        const text = JSON.stringify(drawn, undefined, indent).replaceAll('\n', '\r');
        const left = leftOf(text);
        // Escaped names are left to JSON.parse.
        if (left === undefined && text.includes('\\')) return;
        const { z: _z, y: _y, ...wanted } = JSON.parse(text);
        if (isObject(wanted.b))
          wanted.b = Object.fromEntries(Object.entries(wanted.b).filter(([name]) => ['c', 'd'].includes(name)));
        expect(JSON.parse(left ?? '')).toStrictEqual(wanted);
      }),
      { numRuns: runs(1000) },
    );
  });
});

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
