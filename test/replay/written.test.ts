/** What is written and read lazily is what would be written and read at once. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compileRead, compileWrite } from '../../src/document/pointer.ts';
import { compileReadWritten, compileWritten, whole } from '../../src/replay/written.ts';
import { runs } from '../runs.ts';

const tokens = fc.array(fc.constantFrom('a', 'b', '0', '1', '00', '-', 'params', '__proto__', 'toString', 'x~1y'), {
  maxLength: 3,
});
const pointer = tokens.map((path) => path.map((token) => `/${token}`).join(''));
const key = fc.constantFrom('a', 'b', 'params', '__proto__', 'x/y');
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(null, 1, 'x', false),
    fc.array(tie('value'), { maxLength: 2 }),
    fc.array(fc.tuple(key, tie('value')), { maxLength: 3 }).map((members) => Object.fromEntries(members)),
  ),
}));

it('reads at any place what stands there once the document is put together', () => {
  fc.assert(
    fc.property(value, value, value, pointer, pointer, (document, first, second, into, at) => {
      const write = compileWrite(into);
      const written = compileWritten(into)(document, first);
      expect(whole(written)).toEqual(write(document, first));
      expect(compileReadWritten(at, into)(written)).toEqual(compileRead(at)(write(document, first)));
      const twice = compileWritten(into)(written, second);
      expect(compileReadWritten(at, into)(twice)).toEqual(compileRead(at)(write(write(document, first), second)));
      expect(compileReadWritten(at, into)(document)).toEqual(compileRead(at)(document));
    }),
    { numRuns: runs(2000) },
  );
});

it.each([
  ['/items/-', '/items/1', 'new'],
  ['/items/-', '/items/-', undefined],
  ['/items/-', '/items/0', 'old'],
  ['/items/00', '/items/0', 'new'],
  ['/items/name', '/items/name', undefined],
  ['/items/-/a', '/items/1/a', 'new'],
  ['/items/0', '/items/0', 'new'],
])('written into %s of a list, reads %s', (into, at, expected) => {
  const document = { items: ['old'] };
  expect(compileReadWritten(at, into)(compileWritten(into)(document, 'new'))).toBe(expected);
  expect(compileRead(at)(compileWrite(into)(document, 'new'))).toBe(expected);
});

it('changes nothing of what it was given', () => {
  const document = Object.freeze({ a: Object.freeze({ b: 1 }) });
  expect(whole(compileWritten('/a/c')(document, 2))).toEqual({ a: { b: 1, c: 2 } });
  expect(document).toEqual({ a: { b: 1 } });
});
