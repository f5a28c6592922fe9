/** What head breaks for readers of versions before base, though not for those of base: the transitive levels of registries. */
import { ArtifactError, RepositoryError } from '../../errors.ts';
import type { Past, Snapshot } from '../../repository/snapshot.ts';
import type { Artifact, Edit } from '../engine.ts';
import { loadArtifact, sameContent } from '../load.ts';
import type { Reference } from '../reference.ts';
import { breaks, type Level, levelOf, revisionsOf } from './level.ts';

/** The snapshots at which any of some files became what it is, the newest first, from a commit on; at most so many. */
export type History = (paths: readonly string[], most: number) => Promise<Past>;

export interface Earlier {
  readonly edits: readonly Edit[];
  /** Sentences. */
  readonly notes: readonly string[];
  /** Why earlier versions were not looked at, where they should have been. */
  readonly unread?: string;
}

const NOTHING: Earlier = { edits: [], notes: [] };

/**
 * Of an artifact that differs. An edit for each change that base's own comparison does not tell and that base has not made
 * before, against the newest version that it breaks.
 * @param edits those between base and head
 * @param history undefined where nobody can tell
 */
export async function earlierEdits(
  { repository, path, engine, options }: Reference,
  base: Artifact,
  head: Artifact,
  edits: readonly Edit[],
  history: History | undefined,
): Promise<Earlier> {
  const level = levelOf(options);
  const most = revisionsOf(options);
  if (level === undefined || most === 0) return NOTHING;
  if (!history || repository !== '') {
    const note = `${path}: ${level} asks for earlier versions, which are looked at of files of the repository that is checked, alone`;
    return { edits: [], notes: [note] };
  }
  try {
    return await compareAll(history, level);
  } catch (error) {
    if (!(error instanceof RepositoryError)) throw error;
    const why = error.problems.map(({ message, found }) => (found === undefined ? message : `${message} (${found})`));
    const unread = `${path} is not judged against its earlier versions, as ${level} asks, because they cannot be read: ${why.join('; ')}`;
    return { ...NOTHING, unread };
  }

  async function compareAll(history: History, level: Level): Promise<Earlier> {
    // The newest one has what base has.
    const { snapshots, isCut } = await history([...base.files.keys()], most + 1);
    const told = new Set(edits.filter((edit) => breaks(edit, level)).flatMap(namesOf));
    const found: Edit[] = [];
    const notes: string[] = [];
    const seen = [base];
    let broken = 0;
    for (const snapshot of snapshots) {
      if (seen.length > most) break;
      const old = await load(snapshot);
      if (!old || seen.some((one) => sameContent(one, old))) continue;
      seen.push(old);
      const before = compared(old, base);
      const after = compared(old, head);
      if (!before || !after) {
        notes.push(`${path} at ${short(snapshot.revision)} is no schema that can be compared, and is passed over`);
        continue;
      }
      const already = new Set(before.filter((edit) => breaks(edit, level)).flatMap(namesOf));
      if (already.size > 0) broken += 1;
      for (const edit of after) {
        const names = namesOf(edit);
        if (!breaks(edit, level) || names.some((name) => told.has(name) || already.has(name))) continue;
        for (const name of names) told.add(name);
        const against = snapshot.revision;
        const when = `${short(against)} of ${snapshot.committed.slice(0, 10)}`;
        found.push({ ...edit, compatibility: 'breaking', message: `${edit.message}, against ${when}`, against });
      }
    }
    const versions = seen.length - 1;
    if (broken > 0) {
      notes.push(
        `${path}: base itself is not ${level} with ${broken} of ${versions} earlier versions; what it broke is not told again`,
      );
    }
    if (isCut && versions < most) {
      notes.push(`${path}: this clone is shallow, and ${level} saw ${versions} of ${most} earlier versions`);
    }
    return { edits: found, notes };
  }

  function load(snapshot: Snapshot): Promise<Artifact | undefined> {
    const list = () => snapshot.list(path);
    return loadArtifact(snapshot, path, engine, list, options).catch(unlessBroken);
  }

  function compared(one: Artifact, other: Artifact): Edit[] | undefined {
    try {
      return engine.diff(one, other);
    } catch (error) {
      return unlessBroken(error);
    }
  }
}

/** What is wrong with what nobody runs any more is nobody's business. */
function unlessBroken(error: unknown): undefined {
  if (error instanceof ArtifactError) return undefined;
  throw error;
}

function short(revision: string): string {
  return revision.slice(0, 7);
}

/** What tells an edit from the others: where it is, though it became something else since, and what it says, wherever it is. */
function namesOf({ change, pointer, selector, message }: Edit): string[] {
  return [[change, 'at', pointer, selector].join('\n'), [change, message].join('\n')];
}
