import { createHmac, createPrivateKey, hkdfSync } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Decision, signer } from '../../../src/github/approvals/decision.ts';
import { newPrivateKey } from './keys.ts';

const pem = newPrivateKey();
const { sign, read } = signer(pem);
const subject = { now: '7654321#12', formerly: 'acme/claims#12' };
const made = { subject: subject.now, by: 'octo-ann', at: '2026-01-05T10:00:00Z' };
const approve: Decision = {
  ...{ kind: 'approve', ...made, comment: 7, pipeline: 'fares', fingerprint: 'f1', reason: 'new tariff' },
};

test.each<Decision>([
  approve,
  { kind: 'approve', ...made, pipeline: 'fares', fingerprint: 'f1', reason: 'Grüße\n🌊' },
  { kind: 'revoke', ...made, comment: 8, pipeline: 'fares' },
  { kind: 'run', ...made, comment: 9, head: '0123abc' },
])('what was signed is read back: $kind', (decision) => {
  expect(read(sign(decision), subject)).toEqual(decision);
});

test('a signed decision has no character that markdown or HTML looks at', () => {
  expect(sign(approve)).toMatch(/^[\w-]+\.[\w-]{43}$/);
});

test('a decision counts for its own pull request alone', () => {
  expect(read(sign(approve), { now: '7654321#13', formerly: 'acme/claims#13' })).toBeUndefined();
});

test('a decision goes with its repository to another name, and to no repository that takes the old one', () => {
  expect(read(sign(approve), { now: '7654321#12', formerly: 'octo-org/refunds#12' })).toEqual(approve);
  expect(read(sign(approve), { now: '9#12', formerly: 'acme/claims#12' })).toBeUndefined();
});

test('what an earlier version signed for the name is read, and signed for the number from then on', () => {
  expect(read(sign({ ...approve, subject: 'acme/claims#12' }), subject)).toEqual(approve);
  expect(read(sign({ ...approve, subject: 'acme/claims#13' }), subject)).toBeUndefined();
});

test("another App's signature is worth nothing", () => {
  expect(read(signer(newPrivateKey()).sign(approve), subject)).toBeUndefined();
});

test('the same key in another form reads the same decisions', () => {
  const pkcs8 = createPrivateKey(pem).export({ type: 'pkcs8', format: 'pem' }).toString().replaceAll('\n', '\r\n');

  expect(signer(pkcs8).read(sign(approve), subject)).toEqual(approve);
});

test('what is no private key is refused at once', () => {
  expect(() => signer('secret')).toThrow();
});

test('no single changed, added or missing character leaves a decision valid', () => {
  const signed = sign(approve);
  const alphabet = 'ABab01-_.='.split('');

  for (let index = 0; index < signed.length; index += 1) {
    const [before, after] = [signed.slice(0, index), signed.slice(index + 1)];
    const others = alphabet.filter((character) => character !== signed[index]);
    const altered = [before + after, ...others.map((character) => before + character + after)];
    for (const one of altered) expect(read(one, subject)).toBeUndefined();
  }
  for (const character of alphabet) expect(read(signed + character, subject)).toBeUndefined();
});

/** What another version of Weir could write: the signature by the documented recipe (HKDF and HMAC with SHA-256). */
function sealed(value: unknown): string {
  const der = createPrivateKey(pem).export({ type: 'pkcs8', format: 'der' });
  const key = Buffer.from(hkdfSync('sha256', der, '', 'weir decisions v1', 32));
  const payload = Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${payload}.${createHmac('sha256', key).update(payload).digest('base64url')}`;
}

test('the signature follows the recipe', () => {
  expect(read(sealed({ format: 1, ...approve }), subject)).toEqual(approve);
});

test.each([
  ['a later format', { format: 2, ...approve }],
  ['no format', approve],
  ['an unknown kind', { format: 1, ...approve, kind: 'bless' }],
  ['a missing fingerprint', { format: 1, ...approve, fingerprint: undefined }],
  ['a time that is none', { format: 1, ...approve, at: 'yesterday' }],
  ['a comment that is no number', { format: 1, ...approve, comment: '7' }],
  ['no object', 7],
  ['null', null],
  ['a list', [approve]],
])('a genuine signature over %s is not guessed at', (_what, value) => {
  expect(read(sealed(value), subject)).toBeUndefined();
});

test('garbage is undefined, never an error', () => {
  const part = fc.oneof(fc.string({ unit: 'binary' }), fc.base64String(), fc.constant(sign(approve)));
  const garbage = fc.array(part, { maxLength: 4 }).map((parts) => parts.join('.'));

  fc.assert(
    fc.property(garbage, (text) => {
      fc.pre(text !== sign(approve));
      expect(read(text, subject)).toBeUndefined();
    }),
  );
});
