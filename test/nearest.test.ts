import { expect, test } from 'vitest';
import { nearest } from '../src/nearest.ts';

const names = ['recordings', 'pipelines', 'csv', 'to', 'limits'];

test.each([
  ['recording', 'recordings'],
  ['Pipelines', 'pipelines'],
  ['piplines', 'pipelines'],
  ['limit', 'limits'],
  ['cvs', 'csv'],
  ['TO', 'to'],
])('%s probably means %s', (name, meant) => {
  expect(nearest(name, names)).toBe(meant);
});

test.each(['', 'x', 'xy', 'tx', 'steps', 'parquet', 'recordings of flights'])(
  '"%s" is too far from every name',
  (name) => {
    expect(nearest(name, names)).toBeUndefined();
  },
);

test('of two close names the closer one is meant', () => {
  expect(nearest('tiers', ['timer', 'tier'])).toBe('tier');
});
