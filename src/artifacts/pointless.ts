/**
 * A file that its engine reads and that can move nothing: a prompt as rules, a prompt as a schema. A replay of its edits would
 * pass without having measured anything.
 */
import { fileOf } from '../document/part.ts';
import { ArtifactError, type Problem, WeirError } from '../errors.ts';
import type { ArtifactChanges } from './artifact-changes.ts';
import type { Artifact, Engine } from './engine.ts';
import { unreadFile } from './unread.ts';

/** Throws ArtifactError that names every edited file that is pointless on both sides. */
export async function assertPointed(changes: ArtifactChanges): Promise<void> {
  const problems = new Map<string, Problem>();
  for (const { reference, base, head, edits } of changes.values()) {
    const { path, engine } = reference;
    if (!base || !head || edits.length === 0) continue;
    const reason = await pointless(head, engine);
    if (reason === undefined || (await pointless(base, engine)) === undefined) continue;
    problems.set(path, {
      file: path,
      line: 1,
      side: 'head',
      message: `${reason}: nothing would be measured`,
      ...advice,
    });
  }
  if (problems.size > 0) throw new ArtifactError([...problems.values()]);
}

const advice = { expected: 'a file in the language of its engine, or no step that names it' };

/** Why the file can move nothing; undefined where it can, and where something else is wrong with it. */
export async function pointless(artifact: Artifact, engine: Engine): Promise<string | undefined> {
  const file = fileOf(artifact.path);
  const unread = unreadFile(artifact.files.get(file) ?? '', file, engine);
  if (unread) return `is in a language of its own: ${unread.message} (${unread.found})`;
  try {
    return await engine.inspect?.(artifact);
  } catch (error) {
    if (error instanceof WeirError) return undefined;
    throw error;
  }
}
