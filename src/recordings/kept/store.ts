/**
 * What is kept of recordings between checks: encrypted, since it holds values of records, and bounded. An entry is whole or it is
 * none: it is written under a name of its own and renamed, and what was altered since does not decrypt. All of it may be lost at
 * any time, and processes may share it; whatever fails costs time and nothing else.
 */

import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf } from '../../errors.ts';
import { once } from '../../once.ts';

export interface KeptStore {
  /** What was put under that name; undefined where nothing is. Never throws. */
  get(name: unknown): Promise<Buffer | undefined>;
  /** Never throws: what cannot be kept is said. */
  put(name: unknown, bytes: Uint8Array): Promise<void>;
  /** A text that tells the bytes of a file from any others, to this store alone; undefined where nothing is kept. Throws where it cannot be read. */
  tell(path: string): Promise<string | undefined>;
}

export interface KeptOptions {
  /** Of 256 bits; undefined, for which it says why itself: nothing is kept. */
  readonly key: () => Promise<Uint8Array | undefined>;
  /** What entries may take up together. */
  readonly maxBytes: number;
  /** Hears what went wrong, in a sentence. */
  readonly say: (text: string) => void;
}

/** What one entry may take up of all that there is room for. */
const LARGEST_SHARE = 0.25;
const ENDING = '.kept';
const UNFINISHED = '.part';
/** No entry takes so long to write. */
const HOUR_MS = 3_600_000;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const CHUNK_BYTES = 1024 * 1024;

/** @param directory made where it is missing; nothing else may lie in it */
export function openKeptStore(directory: string, { key, maxBytes, say }: KeptOptions): KeptStore {
  const keys = once(async () => {
    const given = await key();
    const derive = (info: string): Buffer => Buffer.from(hkdfSync('sha256', given ?? '', '', `weir kept ${info}`, 32));
    return given && { naming: derive('names v1'), sealing: derive('entries v1'), telling: derive('contents v1') };
  });
  /** Undefined where nothing is kept. */
  const place = async (name: unknown) => {
    const found = await keys();
    const id = found && createHmac('sha256', found.naming).update(JSON.stringify(name)).digest('hex');
    return found && id && { id, path: join(directory, `${id}${ENDING}`), sealing: found.sealing };
  };
  return {
    async get(name) {
      try {
        const at = await place(name);
        const sealed = at && (await readFile(at.path));
        const bytes = sealed && openSealed(sealed, at.sealing, at.id);
        if (!at) return undefined;
        if (!bytes) {
          say('what was kept of a recording is damaged; it is made anew');
          await rm(at.path, { force: true });
          return undefined;
        }
        const now = new Date();
        await utimes(at.path, now, now).catch(() => {});
        return bytes;
      } catch (error) {
        if (codeOf(error) !== 'ENOENT') say(`what was kept of recordings cannot be read: ${messageOf(error)}`);
        return undefined;
      }
    },
    async tell(path) {
      const found = await keys().catch(() => undefined);
      return found && tagOf(path, found.telling);
    },
    async put(name, bytes) {
      try {
        const at = await place(name);
        if (!at || bytes.length > LARGEST_SHARE * maxBytes) return;
        await mkdir(directory, { recursive: true, mode: 0o700 });
        await makeRoom(directory, maxBytes - bytes.length);
        await write(directory, at.path, seal(bytes, at.sealing, at.id));
      } catch (error) {
        say(`nothing is kept of the recording for the next check: ${messageOf(error)}`);
      }
    },
  };
}

/**
 * GMAC (NIST SP 800-38D), a quarter of what SHA-256 takes: with a secret key, two contents have the same tag as good as never. The
 * nonce is always the same, since no tag is ever shown.
 */
async function tagOf(path: string, key: Buffer): Promise<string> {
  const mac = createCipheriv('aes-256-gcm', key, Buffer.alloc(NONCE_BYTES), { authTagLength: TAG_BYTES });
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  await using file = await open(path, 'r');
  for (let length = 0; ; ) {
    const { bytesRead } = await file.read(chunk, 0, chunk.length);
    length += bytesRead;
    if (bytesRead > 0) mac.setAAD(chunk.subarray(0, bytesRead));
    else {
      mac.final();
      return `${length} ${mac.getAuthTag().toString('base64url')}`;
    }
  }
}

/** AES-256-GCM (NIST SP 800-38D); the id is authenticated as well, so that no entry passes for another. */
function seal(bytes: Uint8Array, key: Buffer, id: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(id));
  const sealed = [cipher.update(bytes), cipher.final()];
  return Buffer.concat([nonce, cipher.getAuthTag(), ...sealed]);
}

/** Undefined for what was cut or altered. */
function openSealed(sealed: Buffer, key: Buffer, id: string): Buffer | undefined {
  const head = NONCE_BYTES + TAG_BYTES;
  if (sealed.length < head) return undefined;
  const nonce = sealed.subarray(0, NONCE_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(id)).setAuthTag(sealed.subarray(NONCE_BYTES, head));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(head)), decipher.final()]);
  } catch {
    return undefined;
  }
}

async function write(directory: string, path: string, bytes: Buffer): Promise<void> {
  const unfinished = `${path}.${process.pid}.${randomUUID()}${UNFINISHED}`;
  try {
    await using file = await open(unfinished, 'wx', 0o600);
    await file.writeFile(bytes);
    await file.sync();
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => {});
    throw error;
  }
  // The entry is whole with or without it: a power cut may only lose it.
  await syncFolder(directory).catch(() => {});
}

async function syncFolder(directory: string): Promise<void> {
  await using folder = await open(directory, 'r');
  await folder.sync();
}

/** Removes what was used longest ago, and what processes that died have left unfinished. */
async function makeRoom(directory: string, most: number): Promise<void> {
  const names = await readdir(directory);
  const found = await Promise.all(
    names.map(async (name) => {
      const path = join(directory, name);
      const stats = await stat(path).catch(() => undefined);
      return stats ? [{ path, size: stats.size, usedAt: stats.mtimeMs }] : [];
    }),
  );
  const entries = found.flat();
  let excess = entries.reduce((sum, { size }) => sum + size, -most);
  for (const { path, size, usedAt } of entries.toSorted((a, b) => a.usedAt - b.usedAt)) {
    const isUnfinished = path.endsWith(UNFINISHED);
    if (isUnfinished ? usedAt > Date.now() - HOUR_MS : excess <= 0) continue;
    await rm(path, { force: true });
    excess -= size;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
