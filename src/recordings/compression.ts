/** How a file may be compressed as a whole, told by the last ending of its name. */
import { createGunzip, createZstdDecompress, type Gunzip, type ZstdDecompress } from 'node:zlib';

export type Compression = 'none' | 'gzip' | 'zstd';

interface Packing {
  /** Without the dot. */
  readonly extension: string;
  unpack(chunkSize: number): Gunzip | ZstdDecompress;
}

export const packings: Readonly<Record<Exclude<Compression, 'none'>, Packing>> = {
  gzip: { extension: 'gz', unpack: (chunkSize) => createGunzip({ chunkSize }) },
  zstd: { extension: 'zst', unpack: (chunkSize) => createZstdDecompress({ chunkSize }) },
};

/** By a file's last ending, in lower case and without the dot. */
export function compressionOf(extension: string): Compression {
  return compressions.find((known) => packings[known].extension === extension) ?? 'none';
}

const compressions = ['gzip', 'zstd'] as const satisfies readonly Compression[];
