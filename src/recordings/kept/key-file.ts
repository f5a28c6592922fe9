/** The key of what a command keeps: a file that its owner alone may read, made the first time. */
import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

const KEY_BYTES = 32;
const OTHERS = 0o077;

/** Throws where there is none and none can be made, and where others may read it. */
export async function keyFrom(path: string): Promise<Uint8Array> {
  const key = (await readKey(path)) ?? (await makeKey(path));
  if (key.length !== KEY_BYTES)
    throw new Error(`${path} is no key of ${KEY_BYTES} bytes; without the file another one is made`);
  return key;
}

/** Undefined where there is no such file. */
async function readKey(path: string): Promise<Buffer | undefined> {
  const file = await open(path, 'r').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (!file) return undefined;
  try {
    const { mode } = await file.stat();
    // Windows knows no such modes.
    if (process.platform !== 'win32' && (mode & OTHERS) !== 0)
      throw new Error(`others may read ${path}, which is a key`);
    return await file.readFile();
  } finally {
    await file.close();
  }
}

/** Whoever is first makes it: the file is there whole or not at all. */
async function makeKey(path: string): Promise<Buffer> {
  const unfinished = `${path}.${randomUUID()}`;
  await mkdir(dirname(path), { recursive: true });
  try {
    const file = await open(unfinished, 'wx', 0o600);
    try {
      await file.writeFile(randomBytes(KEY_BYTES));
      await file.sync();
    } finally {
      await file.close();
    }
    await link(unfinished, path).catch((error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    });
  } finally {
    await rm(unfinished, { force: true });
  }
  const made = await readKey(path);
  if (!made) throw new Error(`${path} went away`);
  return made;
}
