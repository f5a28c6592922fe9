/** Keeps the one issue of a repository downstream about what keeps its pipelines from being judged when an upstream changes. */
import { labelled as keepLabel, keptAmong, normal, openKept, say, withoutLabel } from '../../findings/kept-issues.ts';
import { eventMark } from '../../findings/mark.ts';
import { nextStep } from '../../findings/next.ts';
import { reasonsAfter } from '../../home/reasons.ts';
import { bodyOf, saidOf, TITLE, withheld } from '../../home/render-unjudged.ts';
import { type Reason, UNJUDGED, UNJUDGED_ISSUES } from '../../home/unjudged.ts';
import { isWider } from '../../port/breadth.ts';
import type { Issue } from '../../port/issues.ts';
import type { About, Repository } from '../../port/repository.ts';
import { nameOf, type OwnLines } from '../judge-consumers.ts';
import type { Telling } from './telling.ts';

/**
 * @param labelled its issues with Weir's label
 * @param isAgain the change is one that was asked about before
 */
export async function tellUnjudged(
  home: Repository,
  labelled: readonly Issue[],
  { about, pull, base, branch, at }: Telling,
  { reader, lines }: Pick<OwnLines, 'lines'> & { readonly reader: Pick<About, 'visibility'> },
  isAgain = false,
): Promise<void> {
  const isNarrow = isWider(reader.visibility, about.visibility);
  const asked = { upstream: about.id, name: nameOf(about), pull: pull.number, base, head: pull.head, branch, isAgain };
  const own = lines.map(({ downstream }) => (isNarrow ? { ...downstream, because: withheld() } : downstream));
  const known = (await keptAmong(labelled, UNJUDGED_ISSUES, home)).get('');
  // What is over says what it was, and holds no more.
  const before = known?.mark.life.state === 'holding' ? known.mark.reasons : {};
  const reasons = reasonsAfter(before, own, asked);
  const isHolding = Object.keys(reasons).length > 0;
  if (!known && !isHolding) return;
  const found = known ?? (await withoutLabel('', UNJUDGED_ISSUES, home));
  await carryOut(home, at.slice(0, 10), found && { issue: found.issue, mark: found.mark.life }, { reasons, before });
}

async function carryOut(
  home: Repository,
  window: string,
  found: (Parameters<typeof nextStep>[1] & { readonly issue: Issue }) | undefined,
  { reasons, before }: { readonly reasons: Record<string, Reason>; readonly before: Readonly<Record<string, Reason>> },
): Promise<void> {
  const isHolding = Object.keys(reasons).length > 0;
  const opened = found?.mark.state === 'holding' ? found.mark.opened : window;
  const holding = isHolding ? { opened, times: 1, holdsNow: true } : undefined;
  const step = nextStep({ ...UNJUDGED, window }, found, holding);
  switch (step.kind) {
    case 'none':
    case 'outdated':
      return;
    case 'open':
      await openKept({ title: TITLE, body: bodyOf({ life: step.life, reasons }) }, '', UNJUDGED_ISSUES, home);
      return;
    case 'write': {
      if (!found) throw new Error('no issue to write to');
      const { issue } = found;
      const { state, event, life } = step;
      const body = bodyOf({ life, reasons: isHolding ? reasons : before });
      if (event) await say(issue.number, event.id, `${eventMark(event.id)}\n${saidOf(event.what)}`, home);
      const reason = state === 'closed' ? 'completed' : state === 'open' ? 'reopened' : undefined;
      const isNew = normal(body) !== normal(issue.body) || state !== undefined;
      if (isNew) await home.issues.change(issue.number, { body, ...(state && { state }), ...(reason && { reason }) });
      await keepLabel(issue, home);
      return;
    }
    default:
      step satisfies never;
  }
}
