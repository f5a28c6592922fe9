/** Writes what a command was asked to leave in a file. */
import { writeFile as write } from 'node:fs/promises';
import { UsageError } from '../errors.ts';

/** @param what the file would be: `the report`. Throws UsageError where it cannot be written. */
export async function writeFile(path: string, text: string, what: string): Promise<void> {
  await write(path, text).catch((cause: NodeJS.ErrnoException) => {
    throw new UsageError([{ file: path, message: `${what} cannot be written`, found: cause.code ?? cause.message }], {
      cause,
    });
  });
}
