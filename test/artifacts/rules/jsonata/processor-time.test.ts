import { expect, test } from 'vitest';
import { jsonata } from '../../../../src/artifacts/rules/jsonata/index.ts';
import { valuesOf } from '../../artifact.ts';

test('one that computes for four seconds is ended, however few its steps', async () => {
  const shouts = '$sum([1..200000].$length($uppercase($$)))';
  expect(await valuesOf(jsonata, shouts, ['a'.repeat(500_000)])).toEqual([
    'failed: the expression took more than 4 s of processor time',
  ]);
});
