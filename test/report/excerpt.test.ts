/** Long lines of an edit, cut so that what differs can be seen. */
import { expect, test } from 'vitest';
import { excerpts } from '../../src/report/excerpt.ts';

const long = (value: number) => `"definitions": { "item": { "properties": { "quantity": { "maximum": ${value} } } } }`;

test('lines that fit stay whole', () => {
  expect(excerpts(['a: 1'], ['a: 2'], 20)).toEqual({ before: ['a: 1'], after: ['a: 2'] });
});

test('of long lines that begin alike, what differs is shown', () => {
  expect(excerpts([long(100)], [long(99)], 30)).toEqual({
    before: ['…": { "maximum": 100 } } } }'],
    after: ['…": { "maximum": 99 } } } }'],
  });
});

test('a difference that is in sight leaves the beginning, and long ends go', () => {
  expect(excerpts([`min: 1 ${'x'.repeat(60)}`], [`min: 2 ${'x'.repeat(60)}`], 30)).toEqual({
    before: [`min: 1 ${'x'.repeat(22)}…`],
    after: [`min: 2 ${'x'.repeat(22)}…`],
  });
});

test('a line without a counterpart is cut at its end', () => {
  expect(excerpts([], [long(99)], 20)).toEqual({ before: [], after: ['"definitions": { "i…'] });
});
