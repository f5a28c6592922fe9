/**
 * A command's way into the cache of recordings, which it shares with commands that run beside it: any of them may clear
 * away what another one reads, so each reads by links of its own.
 */
import { copyFile, link, mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { once } from '../once.ts';
import { openRecordingCache } from '../recordings/storage/cache.ts';
import type { Content } from '../recordings/storage/storage.ts';

const MOST_BYTES = 10_000_000_000;
/** Links of commands that died. No command takes a day. */
const DAY_MS = 86_400_000;
/** What was cleared away between two looks is fetched again, so often. */
const TRIES = 3;

/** Nothing is opened or made before something is to be kept. The links live as long as `resources`. */
export function keepLinked(
  env: NodeJS.ProcessEnv,
  resources: AsyncDisposableStack,
): (content: Content) => Promise<string> {
  const root = cacheFolder(env);
  const cache = once(() => openRecordingCache(join(root, 'recordings'), { maxBytes: MOST_BYTES }));
  const folder = once(async () => {
    const running = join(root, 'running');
    await mkdir(running, { recursive: true });
    await removeOld(running);
    const own = await mkdtemp(join(running, 'weir-'));
    resources.defer(() => rm(own, { recursive: true, force: true }));
    return own;
  });
  return async (content) => {
    const own = join(await folder(), content.id);
    await mkdir(own, { recursive: true });
    const path = join(own, content.name);
    for (let tries = 1; ; tries += 1) {
      await using file = await (await cache()).file(content);
      try {
        await linkOrCopy(file.path, path);
        return path;
      } catch (error) {
        if (tries === TRIES) throw error;
      }
    }
  };
}

/** Where a user's programs may keep what can be made again. */
/** Where the command line keeps what outlives it. */
export function cacheFolder(env: NodeJS.ProcessEnv): string {
  return env.WEIR_CACHE || join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'weir');
}

async function linkOrCopy(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EEXIST') return;
    if (code === 'ENOENT') throw error;
    // Not every file system has links.
    await copyFile(from, to);
  }
}

async function removeOld(running: string): Promise<void> {
  for (const name of await readdir(running)) {
    const path = join(running, name);
    const stats = await stat(path).catch(() => undefined);
    if (stats && stats.mtimeMs < Date.now() - DAY_MS) await rm(path, { recursive: true, force: true });
  }
}
