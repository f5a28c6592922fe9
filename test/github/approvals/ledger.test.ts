import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type AllowRun,
  type Approve,
  type Decision,
  type Revoke,
  signer,
} from '../../../src/github/approvals/decision.ts';
import { allowedHeads, collect, prune, standing, unrevoked } from '../../../src/github/approvals/ledger.ts';
import { newPrivateKey } from './keys.ts';

const subject = '7654321#12';
const read = { now: subject, formerly: 'acme/claims#12' };

function at(second: number): string {
  return new Date(Date.UTC(2026, 0, 5, 10, 0, second)).toISOString().replace('.000Z', 'Z');
}

function approve(second: number, more: Partial<Approve> = {}): Approve {
  const made = { subject, by: 'octo-ann', at: at(second), comment: second };
  return { kind: 'approve', ...made, pipeline: 'fares', fingerprint: 'f1', reason: 'new tariff', ...more };
}

function revoke(second: number, more: Partial<Revoke> = {}): Revoke {
  return { kind: 'revoke', subject, by: 'octo-bob', at: at(second), comment: second, pipeline: 'fares', ...more };
}

function run(second: number, head: string): AllowRun {
  return { kind: 'run', subject, by: 'octo-mae', at: at(second), comment: second, head };
}

test('copies of a decision are one, forged ones none, the oldest comes first', () => {
  const [own, other] = [signer(newPrivateKey()), signer(newPrivateKey())];
  const [first, second] = [own.sign(approve(1)), own.sign(revoke(2))];
  const foreign = own.sign(approve(3, { subject: 'acme/claims#13' }));

  const decisions = collect([second, first, other.sign(approve(4)), foreign, 'x', first], own, read);

  expect(decisions).toEqual([approve(1), revoke(2)]);
});

test('of the same second the comment with the lower id comes first', () => {
  const own = signer(newPrivateKey());
  const [early, late] = [approve(1, { comment: 90 }), approve(1, { comment: 100 })];

  expect(collect([late, early].map(own.sign), own, read)).toEqual([early, late]);
});

test.each<[string, Decision[], Record<string, string>, Approve | undefined]>([
  ['an approval of the present fingerprint stands', [approve(1)], { fares: 'f1' }, approve(1)],
  ['of two the newer one stands', [approve(1), approve(2)], { fares: 'f1' }, approve(2)],
  ['the order of the copies does not matter', [approve(2), approve(1)], { fares: 'f1' }, approve(2)],
  ['one of another fingerprint does not', [approve(1)], { fares: 'f2' }, undefined],
  ['nor one of another pipeline', [approve(1)], { delays: 'f1' }, undefined],
  [
    'an older one stands again with its fingerprint',
    [approve(1), approve(2, { fingerprint: 'f2' })],
    { fares: 'f1' },
    approve(1),
  ],
  ['a later revocation ends it', [approve(1), revoke(2)], { fares: 'f1' }, undefined],
  ['a revocation ends all before it', [approve(1), approve(2), revoke(3)], { fares: 'f1' }, undefined],
  ['an earlier revocation does not', [revoke(1), approve(2)], { fares: 'f1' }, approve(2)],
  ['nor one of another pipeline', [approve(1), revoke(2, { pipeline: 'delays' })], { fares: 'f1' }, approve(1)],
  [
    'a button in the second of a revocation loses',
    [approve(1, { comment: undefined }), revoke(1)],
    { fares: 'f1' },
    undefined,
  ],
  [
    'times in another notation are times',
    [approve(1), revoke(2, { at: '2026-01-05T11:00:02.000+01:00' })],
    { fares: 'f1' },
    undefined,
  ],
])('%s', (_rule, decisions, fingerprints, expected) => {
  expect(standing(decisions, fingerprints).get('fares')).toEqual(expected);
});

test('a pipeline named as something every object has gets no approval from it', () => {
  expect(standing([approve(1, { pipeline: 'constructor' })], {}).size).toBe(0);
});

test('approvals of any change count as unrevoked until they are', () => {
  const delays = approve(1, { pipeline: 'delays', fingerprint: 'f9' });

  expect(unrevoked([delays, approve(2), revoke(3), approve(4)])).toEqual([delays, approve(4)]);
});

test('every head that was ever let through stays so', () => {
  expect(allowedHeads([run(1, 'a'), approve(2), run(3, 'b')])).toEqual(new Set(['a', 'b']));
});

test('pruning keeps what can still matter', () => {
  const other = approve(5, { by: 'octo-cat' });
  const all = [approve(1), revoke(2), revoke(3), approve(4), other, approve(6), run(7, 'a'), run(8, 'a')];

  expect(prune(all)).toEqual([revoke(3), other, approve(6), run(8, 'a')]);
});

test('of very many decisions the newest 50 are kept, and every revocation among them', () => {
  const approvals = Array.from({ length: 100 }, (_, index) => approve(index + 2, { fingerprint: `f${index}` }));

  const kept = prune([revoke(1), ...approvals]);

  expect(kept).toHaveLength(50);
  expect(kept[0]).toEqual(revoke(1));
  expect(kept.at(-1)).toEqual(approvals.at(-1));
});

const decision = fc.oneof(
  fc
    .record({ second: fc.nat(9), by: fc.constantFrom('a', 'b'), fingerprint: fc.constantFrom('f1', 'f2') })
    .map(({ second, by, fingerprint }) => approve(second, { by, fingerprint })),
  fc.nat(9).map((second) => revoke(second)),
  fc.record({ second: fc.nat(9), head: fc.constantFrom('x', 'y') }).map(({ second, head }) => run(second, head)),
);

test('pruning changes no answer, however often and whatever copies come back', () => {
  fc.assert(
    fc.property(fc.array(decision, { maxLength: 20 }), (decisions) => {
      const pruned = prune(decisions);
      for (const ledger of [pruned, prune(pruned), [...pruned, ...decisions]]) {
        for (const fares of ['f1', 'f2']) {
          const [before, after] = [
            standing(decisions, { fares }).get('fares'),
            standing(ledger, { fares }).get('fares'),
          ];
          expect(after?.at).toBe(before?.at);
        }
        expect(allowedHeads(ledger)).toEqual(allowedHeads(decisions));
      }
    }),
  );
});
