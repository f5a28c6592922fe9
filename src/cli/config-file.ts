/** Reads a weir.yml that was named on the command line. */
import { readFile } from 'node:fs/promises';
import type { Config } from '../config/config.ts';
import { readEach } from '../config/each/read.ts';
import { parseConfig } from '../config/load.ts';
import { UsageError } from '../errors.ts';
import type { Snapshot } from '../repository/snapshot.ts';

/**
 * @param path from the working directory
 * @param snapshot where the files lie of which each rule is a step
 * @throws UsageError where it cannot be read, ConfigError where it is wrong
 */
export async function readConfigFile(path: string, snapshot: Snapshot): Promise<Config> {
  const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    const found = cause.code ?? cause.message;
    throw new UsageError([{ file: path, message: 'this weir.yml cannot be read', found }], { cause });
  });
  const each = await readEach(text, path, (file) => snapshot.read(file));
  return parseConfig(text, path, { each });
}
