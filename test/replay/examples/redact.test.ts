import { expect, test } from 'vitest';
import { redacted, redactedId } from '../../../src/replay/examples/redact.ts';

test('an example hides secrets, identifiers, personal members, addresses and long texts, and shows the rest', () => {
  const input = {
    miles: 5,
    plan: 'free',
    customerId: 17,
    user_id: 'u-1',
    apiKey: 'k',
    password: 'p',
    customer: { firstName: 'Ada', email: 'a', tier: 'gold' },
    contact: 'ada@example.org',
    note: 'x'.repeat(61),
    'ada@example.org': 1,
  };
  expect(JSON.parse(redacted(input))).toEqual({
    '(hidden)': 1,
    apiKey: '(hidden)',
    contact: '(hidden)',
    customer: { firstName: '(hidden)', email: '(hidden)', tier: 'gold' },
    customerId: '(hidden)',
    miles: 5,
    note: '(hidden)',
    password: '(hidden)',
    plan: 'free',
    user_id: '(hidden)',
  });
});

test('items of a list are hidden as the list is called', () => {
  expect(redacted({ phones: ['1'], emails: ['x'], tags: ['a'] })).toBe(
    '{"emails":"(hidden)","phones":"(hidden)","tags":["a"]}',
  );
});

test('an example is cut after 300 characters', () => {
  const long = redacted(Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`field${i}`, i])));
  expect([...long]).toHaveLength(300);
  expect(long.endsWith('…')).toBe(true);
});

test('an id that is an address is hidden', () => {
  expect([redactedId('A-17'), redactedId('ada@example.org')]).toEqual(['A-17', '(hidden)']);
});
