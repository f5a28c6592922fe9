/** When a change was made, by the commits that GitHub has. */
import { changeTime } from '../../assessment/change-time.ts';
import type { Snapshot } from '../../repository/snapshot.ts';
import type { Repository } from '../port/repository.ts';

/** @param judgedAt ISO 8601 */
export async function changeTimeOf(
  { git }: Pick<Repository, 'git'>,
  { base, head }: Readonly<Record<'base' | 'head', Pick<Snapshot, 'revision'>>>,
  judgedAt: string,
): Promise<string> {
  const [from, to] = await Promise.all([git.committedAt(base.revision), git.committedAt(head.revision)]);
  return changeTime({ committed: [from, to], judgedAt });
}
