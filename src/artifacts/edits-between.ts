/** The edits between two versions of an artifact, as its engine tells them and as other readers of YAML would. */
import { locating } from '../errors.ts';
import type { Artifact, Edit, Engine } from './engine.ts';
import { spellingEdits } from './spelling.ts';

/** Throws ArtifactError that says which side does not parse. */
export async function editsBetween(base: Artifact, head: Artifact, engine: Engine): Promise<Edit[]> {
  try {
    const edits = engine.diff(base, head);
    return [...edits, ...spellingEdits(base, head, engine, edits)];
  } catch (error) {
    // A side that does not parse cannot be compared with itself either.
    await locating(base.files, 'base', () => engine.diff(base, base));
    return locating(head.files, 'head', () => Promise.reject(error));
  }
}
