/** Recordings that a change takes away: by the time that it is merged, no check could be made any more. */
import type { Config } from '../../config/config.ts';
import type { Problem } from '../../errors.ts';
import type { Snapshot } from '../../repository/snapshot.ts';
import { filesOf, isInRepository } from './tracked-files.ts';
import { recordingsIn } from './used.ts';

/**
 * One for each recording that has tracked files at base and none at head. Those in buckets, tables and untracked folders are
 * no part of a change.
 *
 * @param config that holds once the change is merged
 */
export async function recordingsGone(config: Config, base: Snapshot, head: Snapshot): Promise<Problem[]> {
  const inside = recordingsIn(config).filter(({ files }) => isInRepository(files));
  if (inside.length === 0) return [];
  const [before, after] = await Promise.all([base.list(), head.list()]);
  return inside.flatMap(({ name, files, range }): Problem[] => {
    const [had, has] = [before, after].map((paths) => filesOf(paths, files));
    const [first] = had ?? [];
    if (first === undefined || (has ?? []).length > 0) return [];
    const { line, column } = range;
    const what = (had ?? []).length === 1 ? first : `${first} and ${(had ?? []).length - 1} more`;
    const message = `recording "${name}": ${what} is gone, and nothing else matches "${files}"`;
    return [
      {
        file: config.path,
        line,
        column,
        side: 'head',
        message,
        expected: 'recorded traffic, or a weir.yml that names other files',
      },
    ];
  });
}
