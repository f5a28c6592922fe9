/** Held to the library that measures any text, and to the platform's own characters. */
import fc from 'fast-check';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { columns, isSimple } from '../../src/format/columns.ts';

const every = Array.from({ length: 0xd800 }, (_, code) => String.fromCharCode(code));
const simple = every.filter(isSimple);

test('a character that is taken for simple takes one column', () => {
  expect(simple.length).toBeGreaterThan(1000);
  expect(simple.filter((character) => stringWidth(character) !== 1)).toEqual([]);
});

test('simple characters take a column each and stay apart, whichever stand together', () => {
  const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...simple), { maxLength: 12 }), (characters) => {
      const text = characters.join('');
      expect(columns(text)).toBe(stringWidth(text));
      expect(Array.from(segmenter.segment(text), ({ segment }) => segment)).toEqual(characters);
    }),
  );
});

test('any text takes the columns that the library measures', () => {
  const texts = fc.string({
    unit: fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...simple, '👩‍🔬', 'あ', 'é', '\u001b[1m')),
  });
  fc.assert(
    fc.property(texts, (text) => {
      expect(columns(text)).toBe(stringWidth(text));
    }),
  );
});
