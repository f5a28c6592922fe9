/** What is to be done about one cause: from what holds now and what its issue says. Pure. */

import { LONGEST_SNOOZE } from '../approvals/decision.ts';
import type { Issue } from '../port/issues.ts';
import { awake, daysAfter, type Life } from './mark.ts';

/** A cause that is open in the newest week. */
export interface Holding {
  /** Monday of the week in which it opened. */
  readonly opened: string;
  /** How many times its limit it is, of the series that is furthest beyond. */
  readonly times: number;
  /** Also in the newest week, not only before it. */
  readonly holdsNow: boolean;
}

export type Step =
  | { readonly kind: 'none' }
  /** The week is older than what the issue says: a run for the past, or one that was overtaken. */
  | { readonly kind: 'outdated'; readonly window: string }
  | { readonly kind: 'open'; readonly life: Life }
  | {
      readonly kind: 'write';
      readonly life: Life;
      readonly state?: Issue['state'];
      /** At most one: what somebody has to be told beyond the text of the issue. */
      readonly event?: Event;
    };

export interface Event {
  readonly what: Told;
  readonly id: string;
  /** Who had snoozed it in a comment. */
  readonly by?: string;
}

export type Told =
  | 'doubled'
  | 'recovered'
  | 'opened again'
  | 'closed by hand'
  | 'snoozed long enough'
  | 'doubled while snoozed';

export function nextStep(
  { pipeline, cause, window }: Pick<Life, 'pipeline' | 'cause' | 'window'>,
  found: { readonly issue: Pick<Issue, 'state' | 'reason'>; readonly mark: Life } | undefined,
  holding: Holding | undefined,
): Step {
  if (!found) return holding ? { kind: 'open', life: begun(holding) } : { kind: 'none' };
  const { issue, mark: life } = found;
  if (life.window > window) return { kind: 'outdated', window: life.window };
  if (!holding) return over();
  if (issue.state === 'closed') return life.state === 'over' ? again(holding) : closedByHand(holding);
  if (life.state === 'over') return write(begun(holding), 'opened again', holding.opened);
  // Who opens it before its time wants to hear of it.
  if (!hasDoubled(holding)) return write({ ...awake(life), window });
  return write({ ...awake(life), window, told: holding.times }, 'doubled', `${life.opened} ${life.told}`);

  /** A cooldown goes on, whatever has been over meanwhile. */
  function begun({ opened, times }: Holding): Life {
    const asked = found?.mark.asked;
    return { pipeline, cause, window, opened, told: times, state: 'holding', ...(asked !== undefined && { asked }) };
  }

  function write(next: Life, what?: Told, id?: string, state?: Issue['state']): Step {
    return {
      ...{ kind: 'write', life: next },
      ...(state && { state }),
      ...(what && {
        event: { what, id: `${what} ${id}`, ...(life?.snoozedBy !== undefined && { by: life.snoozedBy }) },
      }),
    };
  }

  function over(): Step {
    // An issue that people keep open when all is over, and one that is closed, are left alone.
    if (life.state === 'over') return { kind: 'none' };
    const done: Life = { ...life, window, state: 'over' };
    return issue.state === 'closed' ? write(done) : write(done, 'recovered', life.opened, 'closed');
  }

  function again(held: Holding): Step {
    if (isSnoozed()) return hasDoubled(held) ? woken(held) : { kind: 'none' };
    return write(begun(held), 'opened again', held.opened, 'open');
  }

  /** Whoever closes it twice means it; and who has just mended it closes it before a week can show that. */
  function closedByHand(held: Holding): Step {
    if (life.snoozed === undefined && (issue.reason === 'not_planned' || issue.reason === 'duplicate'))
      return write({ ...life, window, snoozed: daysAfter(window, LONGEST_SNOOZE) });
    if (isSnoozed()) return hasDoubled(held) ? woken(held) : { kind: 'none' };
    if (life.snoozed !== undefined)
      return write({ ...awake(life), window }, 'snoozed long enough', life.snoozed, 'open');
    if (life.reopened || window === life.window || !held.holdsNow) return { kind: 'none' };
    return write({ ...life, window, reopened: true }, 'closed by hand', life.opened, 'open');
  }

  function woken(held: Holding): Step {
    const next = { ...begun(held), opened: life.state === 'over' ? held.opened : life.opened };
    return write(next, 'doubled while snoozed', `${next.opened} ${life.told}`, 'open');
  }

  function hasDoubled({ times }: Holding): boolean {
    return times >= 2 * life.told;
  }

  function isSnoozed(): boolean {
    return life.snoozed !== undefined && window < life.snoozed;
  }
}
