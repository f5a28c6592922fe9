/** What the name of a merge group's branch says about it. */
import type { CheckTarget } from '../check/check-run.ts';
import type { MergeGroupJob } from '../job.ts';

export interface MergeGroup {
  /** The place of its check. */
  readonly target: CheckTarget;
  /** Branch that it is to be merged into. */
  readonly baseRef: string;
  /** Its last pull request, where the name tells. */
  readonly number: number | undefined;
  /** Commit that it goes onto, where the name tells. */
  readonly onto: string | undefined;
}

/** `refs/heads/gh-readonly-queue/<branch>/pr-<number>-<commit that it goes onto>` */
const QUEUE_REF = /^refs\/heads\/(gh-readonly-queue\/(.+)\/pr-(\d+)-([0-9a-f]+))$/;

export function groupOf({ head, ref }: Pick<MergeGroupJob, 'head' | 'ref'>): MergeGroup {
  const [, short = ref.replace(/^refs\/heads\//, ''), baseRef = short, number, onto] = QUEUE_REF.exec(ref) ?? [];
  const target = { head, externalId: `merge-group/${short}` };
  return { target, baseRef, onto, number: number === undefined ? undefined : Number(number) };
}
