/** Which engine reads two files whose roles no weir.yml tells. */
import { extname } from 'node:path';
import type { Engine } from '../../artifacts/engine.ts';
import type { NamedContent } from '../../artifacts/named-content.ts';
import { engineFor, engines } from '../../artifacts/registry.ts';
import { stepKinds } from '../../config/schema.ts';
import { readable, unreadFormat, unreadMessage } from '../../config/unread.ts';
import { type Problem, UsageError } from '../../errors.ts';
import { nearest } from '../../nearest.ts';
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
  throw new UsageError([{ found: paths.map(folder.shown).join(' and '), ...unread(paths) }]);
}

function unread(paths: readonly string[]): Problem {
  const [format] = paths.flatMap((path) => unreadFormat(path) ?? []);
  if (format) {
    const kind = stepKinds.find((one) => one === format.sort);
    return { message: unreadMessage(format), ...(kind && { expected: readable[kind] }) };
  }
  const endings = [...new Set(paths.map((path) => endingOf(path) || 'names without an ending'))];
  const read = [...new Set(engines.flatMap(({ extensions }) => extensions))].sort();
  const [near] = endings.flatMap((ending) => nearest(ending, read) ?? []);
  return {
    message: `no engine reads ${endings.join(' and ')}`,
    expected: `${near ? 'an ending that some engine reads' : `files that end in ${read.join(', ')}`}, or --format with the engine that reads them`,
    nearest: near,
  };
}

function endingOf(path: string): string {
  return extname(path).toLowerCase();
}
