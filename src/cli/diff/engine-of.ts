/** Which engine reads two files whose roles no weir.yml tells. */
import { extname } from 'node:path';
import type { Engine } from '../../artifacts/engine.ts';
import type { NamedContent } from '../../artifacts/named-content.ts';
import { engineFor, engines } from '../../artifacts/registry.ts';
import { UsageError } from '../../errors.ts';
import type { Folder } from './folder.ts';

/**
 * The engine of that name; without a name the first that takes both files for its own, else the first that reads files
 * with such an ending. Throws ConfigError for a name that none has, UsageError where no engine reads such files.
 */
export async function engineOf(
  folder: Folder,
  paths: readonly string[],
  files: readonly (NamedContent | undefined)[],
  name: string | undefined,
): Promise<Engine> {
  if (name !== undefined) return engineFor(name);
  const taken = engines.find((engine) => files.every((file) => file && engine.recognise?.(file)));
  const able = engines.filter(({ extensions }) => paths.every((path) => extensions.includes(endingOf(path))));
  const engine = taken ?? able.find(({ selectedBy }) => selectedBy === 'params') ?? able[0];
  if (engine) return engine;
  const endings = [...new Set(paths.map((path) => endingOf(path) || 'names without an ending'))];
  const read = [...new Set(engines.flatMap(({ extensions }) => extensions))].sort();
  throw new UsageError([
    {
      message: `no engine reads ${endings.join(' and ')}`,
      found: paths.map(folder.shown).join(' and '),
      expected: `files that end in ${read.join(', ')}, or --format with one of ${engines.map(({ id }) => id).join(', ')}`,
    },
  ]);
}

function endingOf(path: string): string {
  return extname(path).toLowerCase();
}
