import { expect, test } from 'vitest';
import { worstVerdict } from '../../src/gate/worst-verdict.ts';

test('one that fails outweighs any number that pass', () => {
  expect(worstVerdict(['pass', 'pass', 'fail', 'inconclusive', 'unaffected'])).toBe('fail');
});

test('what is not known outweighs a pass', () => {
  expect(worstVerdict(['pass', 'inconclusive', 'unaffected'])).toBe('inconclusive');
});

test('one that was replayed and passed outweighs those that no edit reaches', () => {
  expect(worstVerdict(['unaffected', 'pass'])).toBe('pass');
});

test('nothing at all is unaffected', () => {
  expect(worstVerdict([])).toBe('unaffected');
});
