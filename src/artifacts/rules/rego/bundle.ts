/** What a compiled policy consists of (https://www.openpolicyagent.org/docs/management-bundles): its module, data and sources. */
import { ArtifactError } from '../../../errors.ts';
import { bytesIn } from '../../content.ts';
import type { Artifact } from '../../engine.ts';

/** Files of a bundle by their path in it, without a slash before it. */
export type Contents = ReadonlyMap<string, Uint8Array>;

/** More are no bundle that a check should unpack. */
const MOST_BYTES = 64 * 1024 * 1024;
const BLOCK = 512;

/** Throws ArtifactError for what is neither a module nor a bundle that holds one. */
export function contentsOf(artifact: Artifact): Contents {
  const file = artifact.path;
  const bytes = bytesIn(artifact, file);
  if (isModule(bytes)) return new Map([['policy.wasm', bytes]]);
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b)
    throw refused(file, 'neither a module of WebAssembly nor a bundle (.tar.gz)');
  const contents = untar(unpack(bytes, file), file);
  const module = contents.get('policy.wasm');
  if (!module)
    throw refused(file, 'a bundle without policy.wasm', '`opa build -t wasm -e PACKAGE/RULE -o BUNDLE.tar.gz FILES`');
  if (!isModule(module)) throw refused(file, 'its policy.wasm is no module of WebAssembly');
  return contents;
}

export function refused(file: string, message: string, expected?: string): ArtifactError {
  return new ArtifactError([{ file, line: 1, column: 1, message, ...(expected !== undefined && { expected }) }]);
}

function isModule(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 4)).equals(Buffer.from('\0asm'));
}

function unpack(bytes: Uint8Array, file: string): Buffer {
  try {
    // Loaded here, since others wait for what it takes.
    return process.getBuiltinModule('node:zlib').gunzipSync(bytes, { maxOutputLength: MOST_BYTES });
  } catch (cause) {
    const isLarge = cause instanceof Error && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE';
    throw refused(
      file,
      isLarge ? 'a bundle of more than 64 MB' : 'a bundle that cannot be unpacked, or not to its end',
    );
  }
}

/** Plain files of a ustar archive. */
function untar(archive: Buffer, file: string): Contents {
  const contents = new Map<string, Uint8Array>();
  for (let place = 0; place + BLOCK <= archive.length; ) {
    const header = archive.subarray(place, place + BLOCK);
    if (header[0] === 0) break;
    const size = Number.parseInt(field(header, 124, 12), 8);
    const end = place + BLOCK + size;
    if (!Number.isSafeInteger(size) || size < 0 || end > archive.length)
      throw refused(file, 'a bundle that ends too early');
    const type = field(header, 156, 1);
    const prefix = field(header, 345, 155);
    const path = `${prefix && `${prefix}/`}${field(header, 0, 100)}`.replace(/^(?:\.?\/)+/, '');
    if (type === '0' || type === '') contents.set(path, archive.subarray(place + BLOCK, end));
    place = place + BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return contents;
}

function field(header: Buffer, start: number, length: number): string {
  return (
    header
      .toString('utf8', start, start + length)
      .split('\0')[0]
      ?.trim() ?? ''
  );
}
