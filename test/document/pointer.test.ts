import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileRead, compileWrite, pointerPattern, pointerTokens, toPointer } from '../../src/document/pointer.ts';

/** The document and the results of RFC 6901, section 5. */
const rfc = {
  foo: ['bar', 'baz'],
  '': 0,
  'a/b': 1,
  'c%d': 2,
  'e^f': 3,
  'g|h': 4,
  'i\\j': 5,
  'k"l': 6,
  ' ': 7,
  'm~n': 8,
};

describe('reading', () => {
  test.each([
    ['', rfc],
    ['/foo', ['bar', 'baz']],
    ['/foo/0', 'bar'],
    ['/', 0],
    ['/a~1b', 1],
    ['/c%d', 2],
    ['/e^f', 3],
    ['/g|h', 4],
    ['/i\\j', 5],
    ['/k"l', 6],
    ['/ ', 7],
    ['/m~0n', 8],
  ])('the example of RFC 6901: %j', (pointer, expected) => {
    expect(compileRead(pointer)(rfc)).toEqual(expected);
  });

  test.each(['/foo/2', '/foo/-', '/foo/00', '/foo/bar', '/none', '/foo/0/deeper', '/toString', '/__proto__/x'])(
    'nothing is found at %j',
    (pointer) => {
      expect(compileRead(pointer)(rfc)).toBeUndefined();
    },
  );

  test('nothing is found in what is no object', () => {
    for (const value of [null, undefined, 1, 'text', true]) expect(compileRead('/a/b/c')(value)).toBeUndefined();
  });
});

describe('writing', () => {
  test('copies the way and shares the rest', () => {
    const target = { a: { b: 1, kept: { x: 1 } }, other: { y: 2 } };
    const written = compileWrite('/a/b')(target, 2);

    expect(written).toEqual({ a: { b: 2, kept: { x: 1 } }, other: { y: 2 } });
    expect(target.a.b).toBe(1);
    expect((written as typeof target).other).toBe(target.other);
  });

  test('makes objects where there are none', () => {
    expect(compileWrite('/a/b/c')({}, 1)).toEqual({ a: { b: { c: 1 } } });
    expect(compileWrite('/a/b')({ a: 5 }, 1)).toEqual({ a: { b: 1 } });
  });

  test('sets and appends items of lists', () => {
    expect(compileWrite('/1')([1, 2], 'x')).toEqual([1, 'x']);
    expect(compileWrite('/-')([1, 2], 'x')).toEqual([1, 2, 'x']);
  });

  test('the empty pointer is the whole document', () => {
    expect(compileWrite('')({ a: 1 }, 'new')).toBe('new');
  });

  test('what was written is read again', () => {
    const keys = fc.array(
      fc.string().filter((key) => key !== '__proto__'),
      { minLength: 1, maxLength: 4 },
    );
    fc.assert(
      fc.property(keys, fc.jsonValue(), (tokens, value) => {
        const pointer = toPointer(tokens);
        expect(compileRead(pointer)(compileWrite(pointer)({}, value))).toEqual(value);
      }),
    );
  });
});

test('tokens become a pointer and back', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), (tokens) => {
      expect(pointerTokens(toPointer(tokens))).toEqual(tokens);
    }),
  );
});

test.each([
  ['', true],
  ['/a', true],
  ['/~0~1', true],
  ['a', false],
  ['a/b', false],
  ['/~', false],
  ['/~2', false],
])('%j is a pointer: %s', (text, expected) => {
  expect(pointerPattern.test(text)).toBe(expected);
});
