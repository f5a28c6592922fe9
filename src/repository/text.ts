/** What makes the bytes of a governed file readable, as text or as they are, the same for every kind of repository. */
import { isUtf8 } from 'node:buffer';
import { RepositoryError } from '../errors.ts';

/** Governed files are written by people; what is larger is data, and belongs to a recording. */
export const MAX_BYTES = 100_000_000;

const LFS_VERSION = 'version https://git-lfs.github.com/spec/v1\n';
/** The specification keeps pointers under 1,024 bytes (https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md). */
export const LFS_POINTER_BYTES = 1024;

/** What a Git LFS pointer stands for: the SHA-256 of the real content, and its bytes. */
export interface LfsPointer {
  readonly oid: string;
  readonly size: number;
}

/** Throws a RepositoryError for a file over 100 MB. */
export function assertReadableSize(bytes: number, path: string): void {
  if (bytes <= MAX_BYTES) return;
  const found = `${Math.ceil(bytes / 1_000_000)} MB`;
  throw new RepositoryError([{ file: path, message: 'too large to read', found, expected: 'at most 100 MB' }]);
}

/** The same bytes. Throws a RepositoryError for LFS pointers. */
export function toContent(bytes: Buffer, path: string): Buffer {
  if (!lfsPointer(bytes)) return bytes;
  throw new RepositoryError([
    {
      file: path,
      message: 'a Git LFS pointer instead of the content',
      expected: 'a file that git itself keeps (git lfs untrack)',
    },
  ]);
}

/** The text without byte order mark. Throws a RepositoryError for LFS pointers and for bytes that are no UTF-8. */
export function toText(raw: Buffer, path: string): string {
  const bytes = toContent(raw, path);
  if (isUtf8(bytes)) return new TextDecoder().decode(bytes);
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const found = isUtf16 ? 'UTF-16' : 'other bytes';
  const line = isUtf16 ? undefined : firstUnreadableLine(bytes);
  throw new RepositoryError([{ file: path, line, message: 'not UTF-8 text', found, expected: 'UTF-8' }]);
}

/** Undefined where the bytes are no pointer. */
export function lfsPointer(bytes: Buffer): LfsPointer | undefined {
  if (bytes.length >= LFS_POINTER_BYTES) return undefined;
  const text = bytes.toString('latin1');
  if (!text.startsWith(LFS_VERSION)) return undefined;
  const oid = /^oid sha256:([0-9a-f]{64})$/m.exec(text)?.[1];
  const size = /^size (\d+)$/m.exec(text)?.[1];
  return oid && size ? { oid, size: Number(size) } : undefined;
}

/** What to throw where the file system did not give the file; a RepositoryError stays as it is. */
export function readFailure(cause: unknown, path: string): RepositoryError {
  if (cause instanceof RepositoryError) return cause;
  const found = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
  const message = found === 'EACCES' ? 'may not be read: permission denied' : 'cannot be read';
  return new RepositoryError([{ file: path, message, found }], { cause });
}

function firstUnreadableLine(bytes: Buffer): number {
  let line = 1;
  for (let start = 0; start < bytes.length; line += 1) {
    const newline = bytes.indexOf('\n', start);
    const end = newline < 0 ? bytes.length : newline;
    if (!isUtf8(bytes.subarray(start, end))) return line;
    start = end + 1;
  }
  return line;
}
