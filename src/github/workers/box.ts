/**
 * What the App and its workers say to each other through Redis, closed with a key that both make of the App's: it holds artifacts
 * and values of records, and a worker does what it reads, so that only who has the key may write it.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { deserialize, serialize } from 'node:v8';
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { createSeal } from '../seal.ts';

export interface Box {
  /** Plain data, as processes send it to each other. What is closed under one name cannot be opened under another. */
  close(name: readonly string[], value: unknown): Buffer;
  /** Throws where it was not closed under that name with this key. */
  open(name: readonly string[], closed: Uint8Array): unknown;
  /** A name of its own for each content: 32 letters and digits that tell nothing of it. */
  nameOf(content: unknown): string;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Large evidence is mostly counts, which the quickest level packs as well. */
const LEVEL = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

/** @param privateKey the App's, as PEM */
export function createBox(privateKey: string): Box {
  const given = Buffer.from(createSeal(privateKey, 'workers').derive('shards'), 'base64url');
  const derive = (info: string): Buffer => Buffer.from(hkdfSync('sha256', given, '', `weir workers ${info}`, 32));
  const [closing, naming] = [derive('messages v1'), derive('names v1')];
  return {
    /** AES-256-GCM (NIST SP 800-38D). */
    close(name, value) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', closing, nonce, { authTagLength: TAG_BYTES }).setAAD(tagged(name));
      const parts = [cipher.update(zstdCompressSync(serialize(value), LEVEL)), cipher.final()];
      return Buffer.concat([nonce, cipher.getAuthTag(), ...parts]);
    },
    open(name, closed) {
      const head = NONCE_BYTES + TAG_BYTES;
      if (closed.length < head) throw new Error('less than a message');
      const nonce = closed.subarray(0, NONCE_BYTES);
      const decipher = createDecipheriv('aes-256-gcm', closing, nonce, { authTagLength: TAG_BYTES });
      decipher.setAAD(tagged(name)).setAuthTag(closed.subarray(NONCE_BYTES, head));
      return deserialize(zstdDecompressSync(Buffer.concat([decipher.update(closed.subarray(head)), decipher.final()])));
    },
    nameOf: (content) => createHmac('sha256', naming).update(serialize(content)).digest('hex').slice(0, 32),
  };
}

function tagged(name: readonly string[]): Buffer {
  return Buffer.from(JSON.stringify(name));
}
