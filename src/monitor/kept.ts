/** What was counted before, found again on local disk. */
import { readFile } from 'node:fs/promises';
import type { Content } from '../recordings/storage/storage.ts';

/** Lays what was counted on local disk, where it is found again. */
export type Keep = (content: Content) => Promise<string>;

class NotKept extends Error {}

/** As JSON; undefined where it was never kept. */
export async function readKept<T>(id: string, name: string, keep: Keep): Promise<T | undefined> {
  try {
    const path = await keep({
      ...{ id, name },
      async write() {
        throw new NotKept();
      },
    });
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    if (error instanceof NotKept || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
