import fc from 'fast-check';
import { expect, it } from 'vitest';
import { describeSyntaxError, syntaxErrorOffset } from '../../src/recordings/json-error.ts';

it.each([
  ['', 0],
  ['abc', 0],
  ['{"a":1,}', 7],
  ['{"a" 1}', 5],
  ['{a:1}', 1],
  ['[1,2', 4],
  ['[1 2]', 3],
  ['{"a":01}', 6],
  ['"a\\x"', 2],
  ['"abc', 4],
  ['{"a":[1,{"b":tru}]}', 13],
  ['{} x', 3],
  ['{"a":1}}', 7],
])('%j stops being JSON at offset %i', (text, offset) => {
  expect(() => JSON.parse(text)).toThrow();
  expect(syntaxErrorOffset(text)).toBe(offset);
});

it('the column counts from 1', () => {
  expect(describeSyntaxError('{"a":1,}').message).toBe('not JSON: unexpected character at column 8');
  expect(describeSyntaxError('[1,2').message).toBe('not JSON: it ends too early at column 5');
});

it('a JSON text has no error before its end, and none that is cut off has one inside', () => {
  fc.assert(
    fc.property(fc.oneof(fc.object(), fc.array(fc.jsonValue())), fc.nat(), (value, cut) => {
      const text = JSON.stringify(value);
      expect(syntaxErrorOffset(text)).toBe(text.length);
      const part = text.slice(0, cut % text.length);
      // What is cut within a number, word or escape stops at the start of that.
      expect(part.slice(syntaxErrorOffset(part))).toMatch(/^(?:[-+.\deE]+|[a-z]*|\\(?:u[\da-f]*)?)$/);
    }),
  );
});
