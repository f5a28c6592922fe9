/** What is wrong with two versions beside their edits: an error where head brings it, and else a note. */
import type { Artifact, Engine } from '../../artifacts/engine.ts';
import { sameContent } from '../../artifacts/load.ts';
import { sizeOf } from '../../artifacts/size.ts';
import { abridged, doubtsBetween } from '../../artifacts/warnings.ts';
import { ArtifactError, formatProblem, type Problem } from '../../errors.ts';

/** Of which more takes longer than comparing them. */
const MOST_CHARACTERS = 1_500_000;

/**
 * Notes, a line each. Throws ArtifactError for what is wrong with head and was not with base.
 *
 * @param shown a file as the user names it
 */
export function notesOn(
  base: Artifact,
  head: Artifact,
  engine: Engine,
  shown: (path: string) => string,
): readonly string[] {
  if (sameContent(base, head)) return [];
  if (sizeOf(head) > MOST_CHARACTERS)
    return [`${shown(head.path)} is too big to be looked through for mistakes here; weir check does`];
  const atHead = engine.mistakes?.(head) ?? [];
  const before = new Set(atHead.length === 0 ? [] : (engine.mistakes?.(base) ?? []).map(nameOf));
  const brought = atHead.filter((problem) => !before.has(nameOf(problem)));
  if (brought.length > 0) throw new ArtifactError(brought.map((problem) => ({ ...problem, side: 'head' })));
  const past = atHead.map((problem) => ({ ...problem, message: `${problem.message}; read as if it said nothing` }));
  const known = new Set(past.map(({ message }) => message));
  const doubts = doubtsBetween(base, head, engine).filter(({ message }) => !known.has(message));
  const lines = [...past, ...doubts].map((one) =>
    formatProblem(one.file === undefined ? one : { ...one, file: shown(one.file) }),
  );
  return abridged(lines, shown(head.path));
}

function nameOf({ message, found }: Problem): string {
  return `${message}\n${found}`;
}
