/** Whether a change brings other files of a recording, or says otherwise in weir.yml how they are read. */
import { isDeepStrictEqual } from 'node:util';
import type { RecordingConfig } from '../../config/config.ts';
import type { Snapshot } from '../../repository/snapshot.ts';
import type { Question } from '../question.ts';
import { filesOf, isInRepository } from './tracked-files.ts';

/** @returns undefined where head's is what base's is, and where it is no part of a change */
export async function otherAtHead(
  recording: RecordingConfig,
  known: RecordingConfig | undefined,
  sides: { readonly base: Snapshot; readonly head: Snapshot },
  { changed, tracked }: Pick<Question, 'changed' | 'tracked'>,
): Promise<{ readonly had: readonly string[] } | undefined> {
  if (!changed || !tracked || !isInRepository(recording.files)) return undefined;
  const has = filesOf(await sides.head.list(), recording.files);
  if (has.length === 0) return undefined;
  const isSame = known !== undefined && isSameSaid(recording, known);
  const had = known ? filesOf(await sides.base.list(), known.files) : [];
  const behind = await Promise.all([
    ...has.map((path) => followed(sides.head, path)),
    ...had.map((path) => followed(sides.base, path)),
  ]);
  const own = new Set([...has, ...had, ...behind]);
  return isSame && (await changed((path) => own.has(path))).length === 0 ? undefined : { had };
}

export function isSameSaid({ range: _, ...one }: RecordingConfig, { range: __, ...other }: RecordingConfig): boolean {
  return isDeepStrictEqual(one, other);
}

function followed(side: Snapshot, path: string): Promise<string> | string {
  return side.follow?.(path) ?? path;
}
