import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTimeCheck } from '../../src/recordings/iso-time.ts';

test.each([
  '2001-01-01',
  '2001-01',
  '2001-01-01T00:01:00Z',
  '2001-01-01 00:01:00',
  '2001-01-01T00:01:00.123456789Z',
  '2001-01-01T00:01+02:00',
  '2000-02-29T23:59:60Z',
])('%s is a time', (text) => {
  expect(createTimeCheck()(text)).toBe(true);
});

test.each([
  '',
  'yesterday',
  '2001-02-29',
  '2001-13-01T00:00:00Z',
  '2001-01-01T25:00:00Z',
  '2001-01-01T00:60:00Z',
  '2001-01-01T00:00:61Z',
  '2001-01-01T00:00:0xZ',
  '2001-01-01T00:00:00Q',
  '01/02/2001',
])('%j is no time', (text) => {
  expect(createTimeCheck()(text)).toBe(false);
});

test('what was checked before changes no answer', () => {
  const seconds = fc.date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
  const text = fc.oneof(
    seconds.map((date) => `${date.toISOString().slice(0, 19)}Z`),
    fc.stringMatching(/^2001-0[1-3]-[0-3]\dT[0-2]\d:[0-6]\d:[0-6]\dZ$/),
  );
  fc.assert(
    fc.property(fc.array(text), (texts) => {
      const check = createTimeCheck();
      expect(texts.map((one) => check(one))).toEqual(texts.map((one) => createTimeCheck()(one)));
    }),
  );
});
