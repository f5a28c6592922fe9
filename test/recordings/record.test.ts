import { expect, it } from 'vitest';
import type { RecordingConfig } from '../../src/config/config.ts';
import { compileRecord } from '../../src/recordings/record.ts';

const range = { line: 1, column: 1, endLine: 1, endColumn: 1 };

function normalize(pointers: Partial<RecordingConfig>, raw: unknown) {
  return compileRecord({ name: 'r', files: 'r.jsonl', input: '', range, ...pointers })(raw);
}

it('the whole record is the input where no pointer says otherwise, and stands for one request', () => {
  const raw = { a: 1 };
  expect(normalize({}, raw)).toEqual({ request: { input: raw, weight: 1 } });
});

it('pointers pick the parts of a record', () => {
  const pointers = { input: '/in', output: '/out', label: '/y', id: '/meta/id', time: '/t', weight: '/w', value: '/v' };
  const raw = { in: { a: 1 }, out: null, y: false, meta: { id: 7 }, t: '2001-01-01T00:00:00Z', w: 2.5, v: -10 };
  expect(normalize(pointers, raw)).toEqual({
    request: {
      input: { a: 1 },
      output: null,
      label: false,
      id: '7',
      time: '2001-01-01T00:00:00Z',
      weight: 2.5,
      value: -10,
    },
  });
});

it('what is missing or null is not given', () => {
  const pointers = { output: '/out', label: '/y', id: '/id', time: '/t', weight: '/w', value: '/v' };
  const raw = { y: null, id: null, t: null, w: null, v: null };
  expect(normalize(pointers, raw).request).toEqual({ input: raw, weight: 1 });
});

it.each([
  [{ input: '/in' }, {}, 'no input at /in'],
  [{ weight: '/w' }, { w: 0 }, 'the weight at /w is no number above 0'],
  [{ weight: '/w' }, { w: 1e-101 }, 'the weight at /w is too large or too small to add up'],
  [{ weight: '/w' }, { w: 1e308 }, 'the weight at /w is too large or too small to add up'],
  [{ value: '/v' }, { v: -1e308 }, 'the value at /v is too large to add up'],
  [{ weight: '/w' }, { w: '2' }, 'the weight at /w is no number above 0'],
  [{ weight: '/w' }, { w: Number.NaN }, 'the weight at /w is no number above 0'],
  [{ value: '/v' }, { v: Number.POSITIVE_INFINITY }, 'the value at /v is no finite number'],
  [{ value: '/v' }, { v: '12' }, 'the value at /v is no finite number'],
  [{ id: '/id' }, { id: {} }, 'the id at /id is no text or number'],
  [{ time: '/t' }, { t: true }, 'the time at /t is no ISO 8601 time'],
  [{ time: '/t' }, { t: 'yesterday' }, 'the time at /t is no ISO 8601 time'],
  [{ time: '/t' }, { t: '20260101' }, 'the time at /t is no ISO 8601 time'],
  [{ time: '/t' }, { t: '20260101123000' }, 'the time at /t is no ISO 8601 time'],
  [{ time: '/t' }, { t: '2001-02-30T00:00:00Z' }, 'the time at /t is no ISO 8601 time'],
  [{ time: '/t' }, { t: '2001-02-03T25:00:00Z' }, 'the time at /t is no ISO 8601 time'],
])('%j and %j make a malformed record', (pointers, raw, message) => {
  expect(normalize(pointers, raw)).toEqual({ malformed: message });
});

it.each([
  ['2001-01-01', '2001-01-01'],
  ['2001-01-01 12:00:00', '2001-01-01T12:00:00'],
  ['2001-01-01T12:00:00.123456+02:00', '2001-01-01T12:00:00.123456+02:00'],
  [978_307_200, '2001-01-01T00:00:00.000Z'],
  [978_307_200_000, '2001-01-01T00:00:00.000Z'],
  [978_307_200_000_000, '2001-01-01T00:00:00.000Z'],
  [978_307_200_000_000_000, '2001-01-01T00:00:00.000Z'],
  ['1767225600250', '2026-01-01T00:00:00.250Z'],
  ['1767225600250000', '2026-01-01T00:00:00.250Z'],
  ['1767225600250000000', '2026-01-01T00:00:00.250Z'],
])('the time %s is %s', (time, expected) => {
  expect(normalize({ time: '/t' }, { t: time }).request?.time).toBe(expected);
});
