/** Numbers, tokens and keys are the examples that vendors and standards publish for the purpose. */
import { expect, it } from 'vitest';
import { Fields } from '../../../src/recordings/profile/fields.ts';
import { sensitiveIn } from '../../../src/recordings/profile/sensitive.ts';
import { sensitiveWarnings } from '../../../src/recordings/profile/warn.ts';

/** Put together here, so that no scanner of repositories takes them for leaked ones. */
const key = (...parts: string[]): string => parts.join('');

it.each([
  ['ada@example.org', 'e-mail addresses'],
  ['write to ada.lovelace+x@mail.example.co.uk, please.', 'e-mail addresses'],
  ['4111 1111 1111 1111', 'card numbers'],
  ['378282246310005', 'card numbers'],
  [5555555555554444, 'card numbers'],
  ['paid with 4242424242424242 today', 'card numbers'],
  ['GB82 WEST 1234 5698 7654 32', 'IBANs'],
  ['to DE89370400440532013000', 'IBANs'],
  [
    key('eyJhbGciOiJIUzI1NiJ9', '.eyJzdWIiOiIxMjM0NTY3ODkwIn0', '.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U'),
    'JSON Web Tokens',
  ],
  [key('AKIA', 'IOSFODNN7EXAMPLE'), 'access keys'],
  [key('ghp', '_16C7e42F292c6912E7710c838347Ae178B4a'), 'access keys'],
  [key('-----BEGIN RSA ', 'PRIVATE KEY-----\nMIIE'), 'private keys'],
])('%s is told by its form', (value, is) => {
  expect(sensitiveIn(value)).toBe(is);
});

it.each([
  '4111 1111 1111 1112',
  'GB82 WEST 1234 5698 7654 33',
  'someone@',
  '@acme/claims',
  '2026-03-01T08:15:00.000Z',
  '1772352900000',
  1772352900000,
  '8f14e45f-ceea-467f-9575-1a2b3c4d5e6f',
  'b4308bad58ed6e8dd4fc950f5fc626fb',
  'JFK-SFO-2026',
  'a.b.c',
  '+1 (555) 010-9999',
  true,
  null,
])('%s is nothing of the kind', (value) => {
  expect(sensitiveIn(value)).toBeUndefined();
});

it('ids of which one in ten happens to pass as a card number are none', () => {
  const random = (n: number): string => String(4_000_000_000_000_000 + n * 7919);
  const records = Array.from({ length: 500 }, (_, n) => ({ order: random(n) }));
  expect(records.some(({ order }) => sensitiveIn(order) !== undefined)).toBe(true);
  expect(sensitiveWarnings(records)).toEqual([]);
});

it('a warning names the place and never the value, nor a name that is one', () => {
  const records = [
    { to: [{ email: 'ada@example.org' }], by: { 'bob@example.org': 1 }, apiKey: 'hunter2' },
    { to: [{ email: 'eve@example.org' }], by: {}, apiKey: 'hunter3' },
  ];
  expect(sensitiveWarnings(records)).toEqual([
    '/to/*/email looks like e-mail addresses, in 100 % of the records; redact in weir.yml takes it out',
    '/by looks like e-mail addresses, in 50 % of the records; redact in weir.yml takes it out',
    '/apiKey is called like a secret, in 100 % of the records; redact in weir.yml takes it out',
  ]);
  const fields = new Fields();
  for (const record of records) fields.add(record);
  expect(JSON.stringify(fields.list())).not.toMatch(/@|hunter/);
});

it('fields are counted without their values', () => {
  const fields = new Fields();
  fields.add({ n: 1, tags: ['a', 'bb'], none: null });
  fields.add({ n: 5, tags: [] });
  fields.add({ n: '7' });
  expect(fields.list()).toEqual([
    {
      pointer: '/n',
      types: [
        { type: 'number', values: 2 },
        { type: 'text', values: 1 },
      ],
      missing: 0,
      range: { low: 1, high: 5 },
      length: { low: 1, high: 1 },
      distinct: 3,
    },
    { pointer: '/tags', types: [{ type: 'list', values: 2 }], missing: 1 },
    { pointer: '/tags/*', types: [{ type: 'text', values: 2 }], missing: 2, length: { low: 1, high: 2 }, distinct: 2 },
    { pointer: '/none', types: [{ type: 'null', values: 1 }], missing: 3, distinct: 0 },
  ]);
});

it('maps whose names are data are one field, and fields are no more than memory has room for', () => {
  const fields = new Fields();
  for (let n = 0; n < 5000; n += 1) fields.add({ by: { [`k${n}`]: { a: n } } });
  expect(fields.list().length).toBeLessThan(1001);
  expect(fields.list().map(({ pointer }) => pointer)).toContain('/by/*/a');
});
