/** How a file may be compressed as a whole, told by the last ending of its name, or by its first bytes. */
import { closeSync, openSync, readSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Gunzip, ZstdDecompress } from 'node:zlib';

export type Compression = 'none' | 'gzip' | 'zstd';

interface Packing {
  /** Without the dot. */
  readonly extension: string;
  /** Its first bytes. */
  readonly begins: readonly number[];
  unpack(chunkSize: number): Gunzip | ZstdDecompress;
}

export const packings: Readonly<Record<Exclude<Compression, 'none'>, Packing>> = {
  // https://www.rfc-editor.org/rfc/rfc1952#section-2.3.1 and https://www.rfc-editor.org/rfc/rfc8878#section-3.1.1
  gzip: {
    extension: 'gz',
    begins: [0x1f, 0x8b, 0x08],
    unpack: (chunkSize) => zlib().createGunzip({ chunkSize }),
  },
  zstd: {
    extension: 'zst',
    begins: [0x28, 0xb5, 0x2f, 0xfd],
    unpack: (chunkSize) => zlib().createZstdDecompress({ chunkSize }),
  },
};

/** Loaded when something is packed: it takes Node longer to load than the rest of what reads a file. */
export function zlib() {
  return process.getBuiltinModule('node:zlib');
}

/** By a file's last ending, in lower case and without the dot. */
export function compressionOf(extension: string): Compression {
  return compressions.find((known) => packings[known].extension === extension) ?? 'none';
}

const compressions = ['gzip', 'zstd'] as const satisfies readonly Compression[];

/** By what the file at the path begins with. Throws what opening it does. */
export async function compressionIn(path: string): Promise<Compression> {
  await using file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
  return told(buffer.subarray(0, bytesRead));
}

/** The same, for who has to say at once what is wrong with the file; undefined where it cannot be opened. */
export function compressionNow(path: string): Compression | undefined {
  try {
    const file = openSync(path, 'r');
    try {
      const buffer = Buffer.alloc(4);
      return told(buffer.subarray(0, readSync(file, buffer, 0, 4, 0)));
    } finally {
      closeSync(file);
    }
  } catch {
    return undefined;
  }
}

function told(beginning: Uint8Array): Compression {
  return compressions.find((known) => packings[known].begins.every((byte, at) => beginning[at] === byte)) ?? 'none';
}
