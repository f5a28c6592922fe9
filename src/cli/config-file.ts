/** Reads a weir.yml that was named on the command line. */
import { readFile } from 'node:fs/promises';
import { engines } from '../artifacts/registry.ts';
import type { Config } from '../config/config.ts';
import { parseConfig } from '../config/load.ts';
import { UsageError } from '../errors.ts';

/** @param path from the working directory. Throws UsageError where it cannot be read, ConfigError where it is wrong. */
export async function readConfigFile(path: string): Promise<Config> {
  const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    const found = cause.code ?? cause.message;
    throw new UsageError([{ file: path, message: 'this weir.yml cannot be read', found }], { cause });
  });
  return parseConfig(text, path, { engines });
}
