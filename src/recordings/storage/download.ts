/**
 * Downloads one version of a file. A connection that is cut, or that falls silent, is opened again where it ended; what
 * comes out is the whole file, or an error.
 */
import { constants, type FileHandle, open as openFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { isFullDisk, WeirError } from '../../errors.ts';
import type { FetchWatch } from './storage.ts';

export interface Download {
  /** Bytes. */
  readonly size: number;
  /** Bytes of the version that is wanted, from `from` on or from an earlier place; throws where it is there no more. */
  open(from: number): Promise<Opened>;
  /** Whether it makes no sense to try again. */
  isFinal(error: unknown): boolean;
  /** What to throw for an error of `open`, or of the bytes that it gave. */
  failed(error: unknown): unknown;
  /** An error about this file. */
  fail(message: string, expected: string): WeirError;
}

export interface Opened {
  /** Where the bytes begin: what can't be entered in the middle begins with the first. */
  readonly start: number;
  readonly bytes: AsyncIterable<Uint8Array>;
}

export interface Patience {
  /** Cuts in a row that brought the download no further than it had been. */
  readonly tries: number;
  /** Milliseconds before the first repetition; twice as many before each further one. */
  readonly pause: number;
  /** Milliseconds without a byte after which a connection counts as cut. */
  readonly silence: number;
}

const PATIENCE: Patience = { tries: 4, pause: 250, silence: 60_000 };

/** Throws what `failed` and `fail` make. What is there already must be a beginning of this version. */
export async function download(
  file: string,
  wanted: Download,
  watch: FetchWatch = {},
  patience = PATIENCE,
): Promise<void> {
  await using handle = await openFile(file, constants.O_RDWR | constants.O_CREAT);
  let { size: have } = await handle.stat();
  if (have > wanted.size) {
    await handle.truncate();
    have = 0;
  }
  let vain = 0;
  let furthest = have;
  watch.written?.(have);
  while (have < wanted.size) {
    watch.signal?.throwIfAborted();
    let cut: unknown;
    try {
      have = await take(handle, have, wanted, patience.silence, watch);
    } catch (error) {
      if (error instanceof Progress) {
        have = error.have;
        cut = error.cause;
      } else cut = error;
    }
    if (have >= wanted.size) return;
    watch.signal?.throwIfAborted();
    if (isFullDisk(cut))
      throw wanted.fail('does not fit on the disk of the cache', 'more room, or a smaller recording');
    if (cut instanceof WeirError) throw cut;
    if (cut !== undefined && wanted.isFinal(cut)) throw wanted.failed(cut);
    vain = have > furthest ? 0 : vain + 1;
    furthest = Math.max(furthest, have);
    if (vain > patience.tries) {
      throw cut === undefined ? wanted.fail('ends before it should', `${wanted.size} bytes`) : wanted.failed(cut);
    }
    // An abort during the pause is thrown at the beginning of the loop.
    if (vain > 0) await delay(patience.pause * 2 ** (vain - 1), undefined, watch).catch(() => {});
  }
}

/** How far it came before it was cut. */
class Progress extends Error {
  readonly have: number;
  constructor(have: number, cause: unknown) {
    super('cut', { cause });
    this.have = have;
  }
}

/** Writes what one connection gives, and says how much of the file is there then. */
async function take(
  handle: FileHandle,
  from: number,
  wanted: Download,
  silence: number,
  { written: tell, signal }: FetchWatch,
): Promise<number> {
  const { start, bytes } = await wanted.open(from);
  let have = start;
  try {
    if (start > from) throw wanted.fail(`was sent from byte ${start} on`, `its bytes from ${from} on, as asked for`);
    for await (const chunk of speaking(bytes, silence, signal)) {
      if (have + chunk.length > wanted.size) {
        throw wanted.fail(`has more bytes than the ${wanted.size} that were listed`, 'a file that stays as it is');
      }
      for (let written = 0; written < chunk.length; ) {
        const { bytesWritten } = await handle.write(chunk, written, chunk.length - written, have);
        written += bytesWritten;
        have += bytesWritten;
      }
      tell?.(have);
    }
  } catch (error) {
    throw new Progress(have, error);
  }
  return have;
}

/** The same bytes; throws where none come for so long, or nobody wants them any more. */
async function* speaking(
  bytes: AsyncIterable<Uint8Array>,
  silence: number,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const iterator = bytes[Symbol.asyncIterator]();
  let ended = false;
  const stop = (): void => destroy(bytes, iterator);
  signal?.addEventListener('abort', stop, { once: true });
  try {
    signal?.throwIfAborted();
    for (;;) {
      const patience = new AbortController();
      const silent = delay(silence, 'silent' as const, { signal: patience.signal }).catch(() => 'silent' as const);
      const next = await Promise.race([iterator.next(), silent]).finally(() => patience.abort());
      if (next === 'silent') throw Object.assign(new Error('no byte came'), { code: 'ETIMEDOUT' });
      ended = next.done === true;
      if (next.done) return;
      yield next.value;
    }
  } finally {
    signal?.removeEventListener('abort', stop);
    // Not waited for: what is silent may be silent about this, too.
    if (!ended) destroy(bytes, iterator);
  }
}

function destroy(bytes: AsyncIterable<Uint8Array>, iterator: AsyncIterator<Uint8Array>): void {
  if ('destroy' in bytes && typeof bytes.destroy === 'function') bytes.destroy();
  else iterator.return?.().catch(() => {});
}
