/** What becomes of the issue about an impact, by what it said and what holds now. */
import { expect, test } from 'vitest';
import type { Impact } from '../../../src/github/home/impact.ts';
import { type ImpactStep, nextImpact, type Over } from '../../../src/github/home/next-impact.ts';

const asked: Impact = {
  ...{ upstream: 7, name: 'acme/events', pull: 12, head: 'a', asks: true, state: 'holding' },
  ...{ since: '2026-11-30T12:00:00Z', fingerprints: { screening: '1' } },
};
const later = { ...asked, head: 'b', since: '2026-11-30T13:00:00Z' };
const other = { ...later, fingerprints: { screening: '2' } };
const over: Impact = { ...asked, state: 'over' };

test.for<[string, 'open' | 'closed' | undefined, Impact, Impact | Over, ImpactStep]>([
  ['nothing holds, and nothing was told', undefined, asked, 'within', { kind: 'none' }],
  ['it begins', undefined, asked, asked, { kind: 'open', impact: asked }],
  [
    'another head that does the same: what it showed, it has shown since then',
    'open',
    asked,
    later,
    { kind: 'write', impact: { ...later, since: asked.since } },
  ],
  ['something else', 'open', asked, other, { kind: 'write', impact: other }],
  ['accepted', 'open', asked, 'approved', { kind: 'write', impact: over, state: 'closed', says: 'approved' }],
  ['merged when it was over', 'closed', over, 'merged', { kind: 'none' }],
  ['merged when somebody had closed it', 'closed', asked, 'merged', { kind: 'write', impact: over, says: 'merged' }],
  ['closed by hand, and it does the same', 'closed', asked, asked, { kind: 'write', impact: asked }],
  [
    'closed by hand, and it does something else',
    'closed',
    asked,
    other,
    { kind: 'write', impact: other, state: 'open', says: 'again' },
  ],
  [
    'the same again once it was over: it is shown anew',
    'closed',
    over,
    later,
    { kind: 'write', impact: later, state: 'open', says: 'again' },
  ],
])('%s', ([, state, before, now, expected]) => {
  expect(nextImpact(state && { issue: { state }, impact: before }, now)).toEqual(expected);
});
