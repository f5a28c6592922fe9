/** What stands on GitHub instead of a verdict that comes too late; and what an approval of a verdict is bound to. */
import { openDownstreams } from '../../gate/approved.ts';
import type { CheckOutcome } from '../check/outcome.ts';
import type { Repository } from '../port/repository.ts';
import type { Subject } from './subject.ts';

export interface Overtaken {
  /** Undefined where the verdict still counts. */
  readonly outcome: CheckOutcome | undefined;
  /** When that was found out, by GitHub's clock. */
  readonly at: string | undefined;
}

export async function overtaken(repository: Repository, { pull, target }: Subject): Promise<Overtaken> {
  if (!pull) return { outcome: undefined, at: undefined };
  const { head, open, readAt, updatedAt } = await repository.pulls.read(pull.number);
  // GitHub may answer with what was there before it was read last; a push that is not seen yet has an event of its own.
  if (Date.parse(updatedAt) < Date.parse(pull.updatedAt)) return { outcome: undefined, at: readAt };
  if (head !== target.head) return { outcome: { kind: 'superseded', by: head }, at: readAt };
  return { outcome: open ? undefined : { kind: 'abandoned', why: 'closed' }, at: readAt };
}

/** Of the pipelines that do not pass by themselves: what an approval is bound to. Undefined where nothing was judged. */
export function openFingerprints(outcome: CheckOutcome): Record<string, string> | undefined {
  if (outcome.kind !== 'judged') return undefined;
  const open = outcome.report.pipelines.filter(({ verdict }) => verdict === 'fail' || verdict === 'inconclusive');
  const own = open.map(({ name, fingerprint }): [string, string] => [name, fingerprint ?? '']);
  return Object.fromEntries([...own, ...openDownstreams(outcome.report)]);
}
