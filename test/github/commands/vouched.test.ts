import { expect, test } from 'vitest';
import type { Decision } from '../../../src/github/approvals/decision.ts';
import { type DecisionComment, vouched } from '../../../src/github/commands/vouched.ts';

const at = '2026-01-05T10:00:00Z';
const made = { subject: 'acme/claims#12', by: 'octo-ann', at, comment: 7 };
const approve: Decision = { kind: 'approve', ...made, pipeline: 'Fares', fingerprint: 'f1', reason: 'new tariff' };
const run: Decision = { kind: 'run', ...made, head: '0123abcdef' };
const revoke: Decision = { kind: 'revoke', ...made, pipeline: 'Fares' };

function comment(more: Partial<DecisionComment> = {}): DecisionComment {
  return { id: 7, login: 'octo-ann', body: '/weir approve fares new tariff', createdAt: at, updatedAt: at, ...more };
}

test.each<[string, Decision, DecisionComment | undefined]>([
  ['an approval whose comment says it', approve, comment()],
  ['an approval of all', approve, comment({ body: '/weir approve ALL new tariff' })],
  ['a login in other capitals', approve, comment({ login: 'Octo-Ann' })],
  ['what came by a button', { ...approve, comment: undefined }, undefined],
  ['a revocation without its comment', revoke, undefined],
  ['a run', run, comment({ body: '/weir run' })],
  ['a run of that commit', run, comment({ body: '/weir run 0123abc' })],
])('%s stands', (_what, decision, found) => {
  expect(vouched(decision, found)).toEqual({ stands: true });
});

test.each<[string, Decision, DecisionComment | undefined, string]>([
  ['was deleted', approve, undefined, 'its comment was deleted'],
  ['is another', approve, comment({ id: 8 }), 'its comment was deleted'],
  ['is by somebody else', approve, comment({ login: 'octo-eve' }), 'its comment is by somebody else'],
  ['was edited', approve, comment({ updatedAt: '2026-01-05T10:00:01Z' }), 'its comment was edited'],
  [
    'names another pipeline',
    approve,
    comment({ body: '/weir approve delays new tariff' }),
    'its comment says something else',
  ],
  ['gives another reason', approve, comment({ body: '/weir approve fares no' }), 'its comment says something else'],
  ['says nothing', approve, comment({ body: 'Fine.' }), 'its comment says something else'],
  ['revokes', approve, comment({ body: '/weir revoke fares' }), 'its comment says something else'],
  ['names another commit', run, comment({ body: '/weir run 9999999' }), 'its comment says something else'],
])('a decision falls whose comment %s', (_what, decision, found, why) => {
  expect(vouched(decision, found)).toEqual({ stands: false, why });
});
