import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTimeCheck } from '../../src/recordings/iso-time.ts';
import { runs } from '../runs.ts';

test.each([
  '2001-01-01',
  '2001-01',
  '2001-01-01T00:01:00Z',
  '2001-01-01 00:01:00',
  '2001-01-01T00:01:00.123456789Z',
  '2001-01-01T00:01+02:00',
  '2000-02-29T23:59:60Z',
  '2001-01-31T13:46:00.000Z',
  '2001-01-31T13:46:00,5',
  '2001-01-31T13:46:00.000+02:00',
  '2001-01-31T13:46:00-0800',
  '2001-01-31T13:46:00+02',
  '2000-02-29',
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
  '1900-02-29',
  '2001-00-01',
  '2001-01-00',
  '2001-01-01T',
  '2001-01-01T00:00:00.Z',
  '2001-01-01T00:00:00.000Z ',
  '2001-01-01T00:00:00+2',
  '2001-01-01T00:00:00+02:',
  '2001-01-01t00:00:00Z',
])('%j is no time', (text) => {
  expect(createTimeCheck()(text)).toBe(false);
});

test('every form is told from what is none as a regular expression and a Date tell it', () => {
  const form = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?(?:Z|[+-]\d\d(?::?\d\d)?)?)?$/;
  const isReal = (text: string): boolean => {
    const [, day = '', hour = 0, minute = 0, second = 0] = form.exec(text) ?? [];
    const date = new Date(`${day}T00:00:00Z`);
    if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== day) return false;
    return Number(hour) <= 24 && Number(minute) <= 59 && Number(second) <= 60;
  };
  const text = fc.stringMatching(
    /^[12]\d[0-9]\d-[01]\d-[0-3]\d([T x][0-2]\d:[0-6]\d(:[0-6]\d([.,]\d{0,9})?)?(Z|[+-]\d\d(:?\d\d?)?)?)?$/,
  );
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), (texts) => {
      const check = createTimeCheck();
      expect(texts.map((one) => check(one))).toEqual(texts.map(isReal));
    }),
    { numRuns: runs(2000) },
  );
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
