/** Which engine reads two files whose roles no weir.yml tells. */
import { extname } from 'node:path';
import type { Engine } from '../../artifacts/engine.ts';
import { loadArtifact } from '../../artifacts/load.ts';
import { engineFor, engines } from '../../artifacts/registry.ts';
import { UsageError } from '../../errors.ts';
import type { Folder } from './folder.ts';

/**
 * The engine of that name; without a name the first that both files could be meant for, by their ending and by what they
 * hold. A file of values is one of params where nothing else fits. Throws ConfigError for a name that none has, UsageError
 * where no engine reads such files.
 */
export async function engineOf(folder: Folder, paths: readonly string[], name: string | undefined): Promise<Engine> {
  if (name !== undefined) return engineFor(name);
  const able = engines.filter(({ extensions }) => paths.every((path) => extensions.includes(endingOf(path))));
  const ranked = [...able].sort((a, b) => Number(a.selectedBy === 'params') - Number(b.selectedBy === 'params'));
  for (const engine of ranked) {
    const fits = await Promise.all(paths.map((path) => isMeantFor(folder, path, engine)));
    if (fits.every(Boolean)) return engine;
  }
  const [first] = ranked;
  if (first) return first;
  const endings = [...new Set(engines.flatMap(({ extensions }) => extensions))].sort();
  throw new UsageError([
    {
      message: `no engine reads ${[...new Set(paths.map(endingOf))].map((ending) => ending || 'names without an ending').join(' and ')}`,
      found: paths.map(folder.shown).join(' and '),
      expected: `files that end in ${endings.join(', ')}, or --format with one of ${engines.map(({ id }) => id).join(', ')}`,
    },
  ]);
}

async function isMeantFor({ files }: Folder, path: string, engine: Engine): Promise<boolean> {
  try {
    const artifact = await loadArtifact(files, path, engine);
    return artifact !== undefined && (await engine.inspect?.(artifact)) === undefined;
  } catch {
    return false;
  }
}

function endingOf(path: string): string {
  return extname(path).toLowerCase();
}
