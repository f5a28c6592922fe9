/** What is to be done about one impact: from what holds now and what its issue says. Pure. */
import { isDeepStrictEqual } from 'node:util';
import type { Issue } from '../port/issues.ts';
import type { Impact } from './impact.ts';

/** Why nothing is asked any more. */
export type Over = 'approved' | 'within' | 'merged' | 'closed';

export type ImpactStep =
  | { readonly kind: 'none' }
  | { readonly kind: 'open'; readonly impact: Impact }
  /** `says`: what people have to be told beyond the text of the issue. */
  | {
      readonly kind: 'write';
      readonly impact: Impact;
      readonly state?: Issue['state'];
      readonly says?: Over | 'again';
    };

/**
 * @param now what holds; or why nothing does
 */
export function nextImpact(
  found: { readonly issue: Pick<Issue, 'state'>; readonly impact: Impact } | undefined,
  now: Impact | Over,
): ImpactStep {
  if (typeof now === 'string') {
    if (!found || found.impact.state === 'over') return { kind: 'none' };
    const impact: Impact = { ...found.impact, state: 'over' };
    return { kind: 'write', impact, says: now, ...(found.issue.state === 'open' && { state: 'closed' }) };
  }
  if (!found) return { kind: 'open', impact: now };
  const { issue, impact: before } = found;
  const isSame = isDeepStrictEqual(before.fingerprints, now.fingerprints);
  // What it has shown before, it has shown since then.
  const impact = isSame && before.state === 'holding' ? { ...now, since: before.since } : now;
  // Whoever closes it while it holds means it: the change is still held, and a comment still counts.
  const isAgain = issue.state === 'closed' && (before.state === 'over' || !isSame);
  return { kind: 'write', impact, ...(isAgain && { state: 'open', says: 'again' }) };
}
