/**
 * Recordings from elsewhere on local disk, by their content: `<directory>/<content id>/<file name>`. Made once a process
 * and shared by its checks, whatever storage they are from. It may be lost at any time; a process that dies leaves no half
 * of a recording behind under its name, and what it had fetched to whoever fetches the same.
 */
import { unlinkSync } from 'node:fs';
import { chmod, mkdir, open, readdir, rename, rm, rmdir, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { begin, begun, leave, removeSilent } from './begun.ts';
import type { Content } from './storage.ts';

export interface RecordingCache {
  /** The content as a local file, written where it is not here yet, once for all who ask at the same time. */
  file(content: Content): Promise<CachedFile>;
  /** Whether it is here as a whole, so that nobody has to be asked for it. */
  holds(content: Content): Promise<boolean>;
}

/** Stays where it is until it is disposed of. */
export interface CachedFile extends AsyncDisposable {
  readonly path: string;
}

export interface CacheOptions {
  /** What files may take up together, in bytes. Only files in use now take up more. */
  readonly maxBytes: number;
}

/** What has begun lies here, also of processes that died. No download takes a day without writing. */
const PARTIAL = 'partial';
const DAY_MS = 86_400_000;

/** What was recorded in production is for nobody else on this machine. */
const OWN = 0o700;

/**
 * @param directory made where it is missing; nothing else may lie in it. Processes that run beside each other should each
 *   have their own: one would not know what the other has in use.
 */
export async function openRecordingCache(directory: string, { maxBytes }: CacheOptions): Promise<RecordingCache> {
  const partial = join(directory, PARTIAL);
  await mkdir(partial, { recursive: true, mode: OWN });
  // One from before, or made for it, may be open to others. Where it is not ours to close, whoever made it has decided.
  await chmod(directory, OWN).catch(() => {});
  await removeSilent(partial, Date.now() - DAY_MS);
  await removeEmptyFolders(directory);
  const arriving = new Map<string, Promise<void>>();
  let arrivingBytes = 0;
  /** Unfinished, and counted by what they will take up. */
  const expectedAt = new Set<string>();
  const users = new Map<string, number>();

  function use(path: string): CachedFile {
    users.set(path, (users.get(path) ?? 0) + 1);
    let used = true;
    return {
      path,
      async [Symbol.asyncDispose]() {
        if (!used) return;
        used = false;
        const others = (users.get(path) ?? 1) - 1;
        if (others > 0) users.set(path, others);
        else users.delete(path);
      },
    };
  }

  /** Each download has a name of its own until it is complete. */
  async function fetchInto(path: string, content: Content): Promise<void> {
    const { id, size, write, goesOn = false } = content;
    if (await isComplete(path, size)) return touch(path);
    const unfinished = await begin(partial, id, goesOn);
    const expected = size ?? 0;
    arrivingBytes += expected;
    if (size !== undefined) expectedAt.add(unfinished);
    try {
      await makeRoom();
      await write(unfinished);
      // Where nobody can tell later whether its end is missing.
      if (size === undefined) await sync(unfinished);
      await moveInto(unfinished, path);
    } catch (error) {
      // Another process has taken it for one that nobody writes any more.
      if (goesOn && (await isComplete(path, size))) return;
      await (goesOn ? leave(partial, unfinished) : rm(unfinished, { force: true }));
      throw error;
    } finally {
      arrivingBytes -= expected;
      expectedAt.delete(unfinished);
    }
  }

  /** Removes what was used longest ago. */
  async function makeRoom(): Promise<void> {
    const unfinished = (await begun(partial)).filter(({ path }) => !expectedAt.has(path));
    const files = [
      ...(await listFiles(directory)),
      ...unfinished.map(({ path, size, writtenAt, isWritten }) => ({ path, size, usedAt: writtenAt, isWritten })),
    ];
    let excess = files.reduce((sum, { size }) => sum + size, arrivingBytes) - maxBytes;
    for (const { path, size, isWritten } of files.sort((a, b) => a.usedAt - b.usedAt)) {
      if (excess <= 0) return;
      // Synchronous, so that nobody can begin to use the file between the question and the removal.
      if (!isWritten && !users.has(path)) excess -= removeNow(path, size);
    }
  }

  return {
    holds: ({ id, name, size }) => isComplete(join(directory, id, name), size),
    async file(content) {
      const path = join(directory, content.id, content.name);
      const file = use(path);
      // Another check's download fails when that check is stopped, which is no reason to stop this one.
      while (arriving.has(path)) await arriving.get(path)?.catch(() => {});
      const arrival = fetchInto(path, content).finally(() => arriving.delete(path));
      arriving.set(path, arrival);
      try {
        await arrival;
        return file;
      } catch (error) {
        await file[Symbol.asyncDispose]();
        throw error;
      }
    },
  };
}

interface KeptFile {
  readonly path: string;
  readonly size: number;
  readonly usedAt: number;
  /** By somebody, now. */
  readonly isWritten: boolean;
}

/** Processes that begin beside this one remove folders that are empty. */
async function moveInto(from: string, path: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await mkdir(dirname(path), { recursive: true, mode: OWN });
      return await rename(from, path);
    } catch (error) {
      if (tries === TRIES) throw error;
    }
  }
}

const TRIES = 3;

async function listFiles(directory: string): Promise<KeptFile[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.parentPath !== join(directory, PARTIAL));
  const kept = files.map(async ({ parentPath, name }): Promise<KeptFile[]> => {
    const path = join(parentPath, name);
    const stats = await stat(path).catch(() => undefined);
    return stats ? [{ path, size: stats.size, usedAt: stats.mtimeMs, isWritten: false }] : [];
  });
  return (await Promise.all(kept)).flat();
}

/** Bytes that became free. */
function removeNow(path: string, size: number): number {
  try {
    unlinkSync(path);
    return size;
  } catch {
    return 0;
  }
}

/** After a power cut a file may be there without its end. */
async function isComplete(path: string, size: number | undefined): Promise<boolean> {
  const stats = await stat(path).catch(() => undefined);
  return stats !== undefined && (size === undefined || stats.size === size);
}

async function sync(path: string): Promise<void> {
  await using file = await open(path, 'r+');
  await file.sync();
}

async function touch(path: string): Promise<void> {
  const now = new Date();
  await utimes(path, now, now);
}

async function removeEmptyFolders(directory: string): Promise<void> {
  for (const name of await readdir(directory)) {
    // rmdir fails where the folder is not empty, which is as it should be.
    if (name !== PARTIAL) await rmdir(join(directory, name)).catch(() => {});
  }
}

/** Files of the cache for as long as `resources` live: a check's way into it. */
export function keepingIn(
  cache: RecordingCache,
  resources: AsyncDisposableStack,
): (content: Content) => Promise<string> {
  return async (content) => {
    const file = await cache.file(content);
    // Who asked may have ended while this came, since another recording is wrong.
    if (resources.disposed) await file[Symbol.asyncDispose]();
    else resources.use(file);
    return file.path;
  };
}
