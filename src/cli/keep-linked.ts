/**
 * A command's way into the cache of recordings, which it shares with commands that run beside it: any of them may clear
 * away what another one reads, so each reads by links of its own. A link can be made as soon as a download has begun, and
 * then shows how it grows.
 */
import { copyFile, link, mkdir, mkdtemp, open, readdir, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { once } from '../once.ts';
import { type Arrival, Arriving } from '../recordings/storage/arrival.ts';
import { openRecordingCache } from '../recordings/storage/cache.ts';
import type { Content, Sized } from '../recordings/storage/storage.ts';
import { Turns } from '../turns.ts';

const MOST_BYTES = 10_000_000_000;
/** Links of commands that died. No command takes a day. */
const DAY_MS = 86_400_000;
/** What was cleared away between two looks is fetched again, so often. */
const TRIES = 3;
/** Downloads at the same time. */
const AT_ONCE = 8;

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
    await removeOld(running);
    const own = await mkdtemp(join(running, 'weir-'));
    resources.defer(() => rm(own, { recursive: true, force: true }));
    return own;
  });
  const arrivals = new Map<string, Arriving>();
  const downloads = once(async () => {
    const stop = new AbortController();
    const running: Promise<void>[] = [];
    resources.defer(async () => {
      stop.abort(new Error('nobody waits for the download any more'));
      await Promise.all(running);
    });
    return { running, signal: stop.signal, turns: new Turns(AT_ONCE) };
  });

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

  return {
    async keep(content) {
      const path = await pathOf(content);
      await lay(content, path);
      return path;
    },
    async arrive(content) {
      const path = await pathOf(content);
      if (arrivals.has(path)) return path;
      const arrival = new Arriving(content.size);
      arrivals.set(path, arrival);
      const { running, signal, turns } = await downloads();
      running.push(bring(content, path, arrival, { signal, turns }));
      return path;
    },
    arrivalOf: (path) => arrivals.get(path),
  };

  /** Does not throw: who waits for the file hears of it. */
  async function bring(
    content: Sized,
    path: string,
    arrival: Arriving,
    { signal, turns }: { readonly signal: AbortSignal; readonly turns: Turns },
  ): Promise<void> {
    let isShown = false;
    const write: Content['write'] = async (file) => {
      isShown = await show(file, path);
      const written = (bytes: number): void => {
        if (isShown) arrival.written(bytes);
      };
      await content.write(file, { written, signal });
    };
    try {
      using _turn = await turns.take(signal);
      await lay({ ...content, write }, path, () => isShown);
      arrival.end();
    } catch (error) {
      // A command that ends has its own reason, which this would drown.
      if (!signal.aborted) arrival.fail(error);
      // Half of a file is no file, whoever asks for it next.
      await rm(path, { force: true });
    }
  }
}

/** Whether what is written to the one can be read at the other from now on. */
async function show(unfinished: string, path: string): Promise<boolean> {
  try {
    await (await open(unfinished, 'a')).close();
    await rm(path, { force: true });
    await link(unfinished, path);
    return true;
  } catch {
    return false;
  }
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
