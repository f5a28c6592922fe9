import { expect, test } from 'vitest';
import { hitWords } from '../../src/report/hit.ts';

const clients = ['web', 'ios\u001b[31m', 'tv', 'car'].map((name, index) => ({ name, records: 4 - index }));

test.each([
  [0, [], 'hits none of 1,000 messages'],
  [3, [], 'hits 3 of 1,000 messages (0.3 %)'],
  [4, clients.slice(0, 1), 'hits 4 of 1,000 messages (0.4 %): web 4'],
  [10, clients, 'hits 10 of 1,000 messages (1 %): web 4, ios\\u001b[31m 3, tv 2 and others'],
  [1, [{ name: 'x'.repeat(100), records: 1 }], `hits 1 of 1,000 messages (0.1 %): ${'x'.repeat(39)}… 1`],
])('%i records of %j', (records, named, words) => {
  expect(hitWords({ hit: { records, of: 1000, share: records / 1000, clients: named } })).toBe(words);
});
