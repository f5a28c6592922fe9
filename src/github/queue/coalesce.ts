/** When one job does for two of the same lane. Called by `lane.ts` as jobs come in. */
import { isDeepStrictEqual } from 'node:util';
import type { Job, MergeGroupJob, PullJob } from '../job.ts';

/** The job that does what both were to do, or undefined where each must have its turn. Both are of one lane. */
export function coalesce(earlier: Job, later: Job): Job | undefined {
  if (earlier.kind === 'pull' && later.kind === 'pull') return coalescePulls(earlier, later);
  if (earlier.kind === 'merge-group' && later.kind === 'merge-group' && earlier.head === later.head) {
    const base = later.base ?? earlier.base;
    return { ...later, ...(base !== undefined && { base }), ...strongest(earlier, later) };
  }
  return isDeepStrictEqual(earlier, later) ? later : undefined;
}

/** Every head but the newest stays known as a head before it: work on it may have begun and left a check behind. */
function coalescePulls(earlier: PullJob, later: PullJob): PullJob {
  const head = later.head ?? earlier.head;
  const heads = [earlier.before, ...(earlier.befores ?? []), earlier.head, later.before, ...(later.befores ?? [])];
  const [before, ...befores] = new Set(heads.filter((sha) => sha !== undefined && sha !== head));
  const { kind, repository, number } = later;
  const asked = later.asked ?? earlier.asked;
  return {
    kind,
    repository,
    number,
    ...(head !== undefined && { head }),
    ...(before !== undefined && { before }),
    ...(befores.length > 0 && { befores: befores.filter((sha) => sha !== undefined) }),
    ...strongest(earlier, later),
    ...(asked !== undefined && { asked }),
    // Whether it is closed by now is read from GitHub; that work on it should stop was said when the event came.
    ...(later.closed && { closed: true }),
  };
}

function strongest(earlier: PullJob | MergeGroupJob, later: PullJob | MergeGroupJob): Pick<PullJob, 'again'> {
  const asked = [earlier.again, later.again];
  const again = (['full', 'rerun', 'decided'] as const).find((one) => asked.includes(one));
  return again === undefined ? {} : { again };
}
