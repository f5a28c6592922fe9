/**
 * A command's way into the cache of recordings, which it shares with commands that run beside it: any of them may clear
 * away what another one reads, so each reads by links of its own. A link can be made as soon as a download has begun, and
 * then shows how it grows.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { once } from '../once.ts';
import type { Arrival } from '../recordings/storage/arrival.ts';
import { type Arrivals, linkOrCopy, openArrivals, removeOldFolders } from '../recordings/storage/arrivals.ts';
import { openRecordingCache } from '../recordings/storage/cache.ts';
import type { Content, Sized } from '../recordings/storage/storage.ts';

const MOST_BYTES = 10_000_000_000;
/** What was cleared away between two looks is fetched again, so often. */
const TRIES = 3;

export interface LinkedCache {
  /** As `RecordingStorage` has them. */
  keep(content: Content): Promise<string>;
  arrive(content: Sized): Promise<string>;
  /** Undefined for what is there. */
  arrivalOf(path: string): Arrival | undefined;
}

/** Nothing is opened or made before something is to be kept. The links live as long as `resources`. */
export function linkedCache(env: NodeJS.ProcessEnv, resources: AsyncDisposableStack): LinkedCache {
  const root = cacheFolder(env);
  const cache = once(() => openRecordingCache(join(root, 'recordings'), { maxBytes: MOST_BYTES }));
  const folder = once(async () => {
    const running = join(root, 'running');
    await mkdir(running, { recursive: true });
    await removeOldFolders(running);
    const own = await mkdtemp(join(running, 'weir-'));
    resources.defer(() => rm(own, { recursive: true, force: true }));
    return own;
  });
  const arrivals = once(async () => {
    // After the folder, so that downloads have ended before it goes.
    await folder();
    const opened = openArrivals(lay);
    resources.defer(() => opened.stop());
    begun = opened;
    return opened;
  });
  let begun: Arrivals | undefined;

  async function pathOf({ id, name }: Content): Promise<string> {
    const own = join(await folder(), id);
    await mkdir(own, { recursive: true });
    return join(own, name);
  }

  async function lay(content: Content, path: string, isThere = () => false): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      await using file = await (await cache()).file(content);
      if (isThere()) return;
      try {
        return await linkOrCopy(file.path, path);
      } catch (error) {
        if (tries === TRIES) throw error;
      }
    }
  }

  async function keep(content: Content): Promise<string> {
    const path = await pathOf(content);
    await lay(content, path);
    return path;
  }

  return {
    keep,
    async arrive(content) {
      if (await (await cache()).holds(content)) return keep(content);
      const path = await pathOf(content);
      (await arrivals()).begin(content, path);
      return path;
    },
    arrivalOf: (path) => begun?.arrivalOf(path),
  };
}

/** Where the command line keeps what outlives it. */
export function cacheFolder(env: NodeJS.ProcessEnv): string {
  return env.WEIR_CACHE || join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'weir');
}
