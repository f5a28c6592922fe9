/** Puts a program's files into a folder, at the paths that they have in the repository. */
import { createHash, randomUUID } from 'node:crypto';
import { access, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, normalize } from 'node:path';
import { ArtifactError } from '../../errors.ts';
import type { Artifact } from '../artifact.ts';
import { digest } from '../load.ts';
import { Child, type Command } from './child.ts';
import type { Settings } from './settings.ts';

export interface LaidOut extends AsyncDisposable {
  readonly folder: string;
}

/**
 * In a folder of its own, or, where there is something to set up and a place that outlives the replay, one for all
 * replays of the same files. Throws ArtifactError where setting up fails.
 */
export async function layOut(
  artifact: Artifact,
  { setup, env }: Settings,
  environment: Command['env'],
  cache: string | undefined,
): Promise<LaidOut> {
  if (!setup || cache === undefined) {
    const folder = await mkdtemp(join(tmpdir(), 'weir-program-'));
    const laidOut = { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
    try {
      await write(artifact, folder);
      if (setup) await setUp(artifact, { words: setup, folder, env: environment });
    } catch (error) {
      await laidOut[Symbol.asyncDispose]();
      throw error;
    }
    return laidOut;
  }
  const key = createHash('sha256').update(JSON.stringify([digest(artifact), setup, env, process.version]));
  const folder = join(cache, 'programs', key.digest('hex'));
  const kept = { folder, async [Symbol.asyncDispose]() {} };
  if (await isThere(folder)) return kept;
  // Under its own name it is complete.
  const unfinished = join(cache, 'programs', `unfinished-${randomUUID()}`);
  try {
    await write(artifact, unfinished);
    await setUp(artifact, { words: setup, folder: unfinished, env: environment });
    await rename(unfinished, folder).catch(async (error: unknown) => {
      // Somebody else was faster.
      if (!(await isThere(folder))) throw error;
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  return kept;
}

async function write({ files, inert = [] }: Artifact, folder: string): Promise<void> {
  for (const [path, content] of files) {
    const target = join(folder, path);
    // Git lets no such path be, but a tree can be written without git.
    if (normalize(path) !== path || path.startsWith('..') || target === folder) continue;
    await mkdir(dirname(target), { recursive: true });
    // Where git has no file for a program, what builds them for production may make them so: only one that was one is none.
    await writeFile(target, content, { mode: inert.includes(path) ? 0o644 : 0o755 });
  }
}

/** Milliseconds without a word. Installing packages takes its time. */
const SETUP_TIMEOUT = 600_000;

async function setUp({ path }: Artifact, command: Command): Promise<void> {
  const child = new Child(command);
  const how = await child.end(SETUP_TIMEOUT);
  if (how === undefined) return;
  throw new ArtifactError([{ file: path, message: `its setup ${how}`, found: child.stderr || undefined }]);
}

async function isThere(folder: string): Promise<boolean> {
  return access(folder).then(
    () => true,
    () => false,
  );
}
