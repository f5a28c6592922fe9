/**
 * Downloads that have begun, one file each, under the name of the process that writes it: another one can go on where it
 * ended or died. A process that is wrongly held for dead loses its file's name and nothing else: both write the same
 * bytes to the same places.
 */
import { randomUUID } from 'node:crypto';
import { readdir, rename, rm, stat } from 'node:fs/promises';
import { hostname, uptime } from 'node:os';
import { basename, join } from 'node:path';

export interface Begun {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** When it was last written to, in milliseconds since 1970. */
  readonly writtenAt: number;
  /** Whether a process may still be writing it. */
  readonly isWritten: boolean;
}

/** Nobody writes for so long and is alive: a connection that is silent for a minute counts as cut. */
const SILENT_MS = 10 * 60_000;
/** On this machine; processes elsewhere may have the same number. */
const HERE = Buffer.from(hostname()).toString('base64url').slice(0, 40);
/** In place of a process: nobody writes it any more. */
const NOBODY = 'nobody';

/** A path of this process alone, and behind it what others have left of the content with this id, if they have. */
export async function begin(directory: string, id: string, goesOn: boolean): Promise<string> {
  const path = join(directory, [id, HERE, process.pid, randomUUID()].join('.'));
  if (!goesOn) return path;
  // What a power cut has left may lack bytes in its middle.
  const started = Date.now() - uptime() * 1000;
  const left = (await begun(directory)).filter(
    (one) => !one.isWritten && one.writtenAt > started && idOf(one.path) === id,
  );
  for (const { path: from } of left.toSorted((a, b) => b.size - a.size)) {
    // Renaming is atomic: of several processes the first one has it, for the others it fails.
    if (await succeeds(rename(from, path))) return path;
  }
  return path;
}

/** Leaves what is there of it to whoever wants the same content next. */
export async function leave(directory: string, path: string): Promise<void> {
  await succeeds(rename(path, join(directory, [idOf(path), NOBODY, randomUUID()].join('.'))));
}

/** All there are, whoever writes them. */
export async function begun(directory: string, now = Date.now()): Promise<Begun[]> {
  const found = (await readdir(directory)).map(async (name): Promise<Begun[]> => {
    const path = join(directory, name);
    const stats = await stat(path).catch(() => undefined);
    if (!stats) return [];
    const { size, mtimeMs: writtenAt } = stats;
    return [{ path, size, writtenAt, isWritten: isOwned(name) && now - writtenAt < SILENT_MS }];
  });
  return (await Promise.all(found)).flat();
}

/** Files that stand in for parts of another begin with its name. */
function isOwned(name: string): boolean {
  const [, where, pid] = name.split('.');
  if (where === NOBODY) return false;
  return where !== HERE || isAlive(Number(pid));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // The process exists and belongs to another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function idOf(path: string): string {
  return basename(path).split('.', 1)[0] ?? '';
}

async function succeeds(work: Promise<void>): Promise<boolean> {
  return work.then(
    () => true,
    () => false,
  );
}

/** Removes what nobody has written to since then. */
export async function removeSilent(directory: string, since: number): Promise<void> {
  for (const { path, writtenAt } of await begun(directory)) if (writtenAt < since) await rm(path, { force: true });
}
