/** The folder that an App or a worker keeps things in. Both see to it before they begin. */
import { mkdir, stat } from 'node:fs/promises';
import { UsageError } from '../errors.ts';

/**
 * Made where it is missing, for nobody else. Throws a UsageError where it cannot be, and where it is another user's: what lies
 * in the temporary folder under a known name may have been put there to be replayed.
 */
export async function ensureOwnFolder(folder: string): Promise<void> {
  const expected = 'a folder in which the user that runs Weir may write, and which no other user has made';
  const problem = (found: string) => new UsageError([{ message: 'WEIR_CACHE cannot be used', found, expected }]);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    if (error instanceof Error && 'code' in error) throw problem(`${folder}: ${error.code}`);
    throw error;
  }
  const { uid } = await stat(folder);
  // Volumes of containers are root's.
  if (process.getuid && ![process.getuid(), 0].includes(uid)) throw problem(`${folder}, which belongs to user ${uid}`);
}
