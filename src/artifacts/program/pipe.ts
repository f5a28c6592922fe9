/**
 * Where a program that is asked again and again prints to: a pipe of the system. What Node gives a child is a socket, in
 * which each line costs the program a message, and Node a turn of its loop. This one is emptied in bulk.
 */
import { execFileSync } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, rmSync } from 'node:fs';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';

export interface Pipe {
  /** What a child writes to. */
  readonly end: number;
  /** Once the child has it. */
  letGo(): void;
  /** Resolves once nobody writes to it any more. */
  readonly closed: Promise<void>;
}

/** Bytes that are read at once: all that a pipe holds. */
const SIZE = 64 * 1024;
/** Milliseconds in which lines gather. */
const NAP = 1;

/**
 * @param hear takes text as it comes, and says how many more lines are waited for
 * @returns undefined where the system has no such pipes
 */
export function openPipe(hear: (text: string) => number): Pipe | undefined {
  const ends = openEnds();
  if (!ends) return undefined;
  const decoder = new StringDecoder('utf8');
  let before = 0;
  const socket = new Socket({
    fd: ends.read,
    readable: true,
    writable: false,
    onread: {
      buffer: Buffer.alloc(SIZE),
      callback(length, buffer) {
        const text = decoder.write(Buffer.from(buffer.subarray(0, length)));
        const missing = hear(text);
        // As long as more lines are to come than came last time, nobody waits for the next one of them.
        const isHurried = missing <= before || length === SIZE;
        before = countLines(text);
        if (!isHurried) setTimeout(() => socket.resume(), NAP);
        return isHurried;
      },
    },
  });
  const { promise: closed, resolve } = Promise.withResolvers<void>();
  socket.on('error', () => {}).on('close', () => resolve());
  socket.resume();
  return { end: ends.write, letGo: () => closeSync(ends.write), closed };
}

function openEnds(): { read: number; write: number } | undefined {
  if (process.platform === 'win32') return undefined;
  let folder: string | undefined;
  try {
    folder = mkdtempSync(join(tmpdir(), 'weir-pipe-'));
    const path = join(folder, 'pipe');
    execFileSync('mkfifo', ['-m', '600', path], { stdio: 'ignore' });
    const read = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    return { read, write: openSync(path, constants.O_WRONLY) };
  } catch {
    return undefined;
  } finally {
    if (folder !== undefined) rmSync(folder, { recursive: true });
  }
}

function countLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
