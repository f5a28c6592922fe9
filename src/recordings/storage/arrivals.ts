/** Downloads that are read while they come: by a link to what the cache writes, which shows how it grows. */
import { copyFile, link, mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Turns } from '../../turns.ts';
import { type Arrival, Arriving } from './arrival.ts';
import type { Content, Sized } from './storage.ts';

export interface Arrivals {
  /** Begins to bring the content to a path at which nothing is, once. Whoever waits for it hears of what goes wrong. */
  begin(content: Sized, path: string): void;
  /** Undefined for what is there. */
  arrivalOf(path: string): Arrival | undefined;
  /** Nobody waits any more. Resolves once nothing more is written. */
  stop(): Promise<void>;
}

/**
 * Has the content at the path, as a file of the cache.
 * @param isThere asked when the cache has it: whether the path shows it already
 */
export type Lay = (content: Content, path: string, isThere: () => boolean) => Promise<void>;

/** Downloads at the same time. */
const AT_ONCE = 8;

/** @param signal after which nobody waits; who still does hears its reason */
export function openArrivals(lay: Lay, signal?: AbortSignal): Arrivals {
  const arrivals = new Map<string, Arriving>();
  const running: Promise<void>[] = [];
  const turns = new Turns(AT_ONCE);
  const stop = new AbortController();
  const wanted = signal ? AbortSignal.any([stop.signal, signal]) : stop.signal;
  signal?.addEventListener('abort', giveUp, { once: true });

  function giveUp(): void {
    for (const arrival of arrivals.values()) arrival.fail(signal?.reason);
  }

  return {
    begin(content, path) {
      if (arrivals.has(path)) return;
      const arrival = new Arriving(content.size);
      arrivals.set(path, arrival);
      running.push(bring(content, path, arrival));
      if (signal?.aborted) giveUp();
    },
    arrivalOf: (path) => arrivals.get(path),
    async stop() {
      signal?.removeEventListener('abort', giveUp);
      stop.abort(new Error('nobody waits for the download any more'));
      await Promise.all(running);
    },
  };

  /** Does not throw. */
  async function bring(content: Sized, path: string, arrival: Arriving): Promise<void> {
    let isShown = false;
    const write: Content['write'] = async (file) => {
      isShown = await show(file, path);
      const written = (bytes: number): void => {
        if (isShown) arrival.written(bytes);
      };
      await content.write(file, { written, signal: wanted });
    };
    try {
      using _turn = await turns.take(wanted);
      await lay({ ...content, write }, path, () => isShown);
      arrival.end();
    } catch (error) {
      // Whoever aborted has a reason already, which this error would hide.
      if (!wanted.aborted) arrival.fail(error);
      // What is there is incomplete, and nobody may take it for the file.
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

export async function linkOrCopy(from: string, to: string): Promise<void> {
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

/** Removes folders of links whose makers died: nobody reads for a day. */
export async function removeOldFolders(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  for (const name of await readdir(directory)) {
    const path = join(directory, name);
    const stats = await stat(path).catch(() => undefined);
    if (stats && stats.mtimeMs < Date.now() - DAY_MS) await rm(path, { recursive: true, force: true });
  }
}

const DAY_MS = 86_400_000;
