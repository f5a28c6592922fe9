import { expect, test } from 'vitest';
import { BatchBuilder } from '../../src/recordings/batch.ts';

function parsed(text: string) {
  const batch = new BatchBuilder({ index: 0, of: 1 }, () => true);
  batch.parse(text, 7, 3);
  return batch.take();
}

test('a record that is nested deeper than any stack is sure to bear is malformed', () => {
  const { records, malformed } = parsed('['.repeat(1001) + ']'.repeat(1001));
  expect(records).toEqual([]);
  expect(malformed).toEqual([{ position: 7, line: 3, message: 'nested more than 1000 levels deep' }]);
});

test('a long record that is not deep is none the worse for it', () => {
  const flat = JSON.stringify({ items: Array.from({ length: 5000 }, (_, index) => ({ index, tags: ['a'] })) });
  expect(parsed(flat).records).toHaveLength(1);
  expect(parsed('['.repeat(1000) + ']'.repeat(1000)).records).toHaveLength(1);
});
