/** Reads blobs by GitHub's Git data API. Whatever arrives is checked against its own id, so half an answer is none. */
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import type { Repository } from '../port/repository.ts';
import { DownloadError } from '../port/status.ts';
import { orNotFound } from './not-found.ts';

/** A file's content; `size` in bytes. */
export interface BlobRef {
  readonly id: string;
  readonly size: number;
}

/** GitHub gives at most 100 MB; callers look at the size first. Both throw a RepositoryError for a blob that is gone. */
export interface Blobs {
  /** The whole blob, fetched once for all who ask. */
  read(blob: BlobRef): Promise<Buffer>;
  /** Writes it to a file as it arrives. What is there when this throws is no blob. */
  download(blob: BlobRef, file: string): Promise<void>;
}

const TRIES = 3;

export function openBlobs(repository: Repository): Blobs {
  const fetched = new Map<string, Promise<Buffer>>();
  return {
    read(blob) {
      const known = fetched.get(blob.id);
      if (known) return known;
      const content = persistently(() => buffer(fetchBlob(repository, blob)));
      fetched.set(blob.id, content);
      // What failed for a moment may be asked for again.
      content.catch(() => fetched.delete(blob.id));
      return content;
    },
    download: (blob, file) => persistently(() => pipeline(fetchBlob(repository, blob), createWriteStream(file))),
  };
}

/** Octokit tries again what GitHub refuses to answer, but it hands the body on before that has arrived. */
async function persistently<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof DownloadError) || tries === TRIES) throw error;
    }
  }
}

/** The bytes as they arrive; throws at the end where they are not the blob's. */
async function* fetchBlob(repository: Repository, blob: BlobRef): AsyncGenerator<Uint8Array> {
  const body = await requestBlob(repository, blob);
  // What git hashes: https://git-scm.com/book/en/v2/Git-Internals-Git-Objects, "Object Storage".
  const hash = createHash(blob.id.length === 40 ? 'sha1' : 'sha256').update(`blob ${blob.size}\0`);
  try {
    for await (const chunk of body) {
      hash.update(chunk);
      yield chunk;
    }
  } catch (cause) {
    throw new DownloadError(`GitHub broke off in the middle of blob ${blob.id}`, blob.id, { cause });
  }
  if (hash.digest('hex') !== blob.id) {
    throw new DownloadError(`what GitHub sent is not the blob ${blob.id}`, blob.id);
  }
}

function requestBlob(repository: Repository, { id }: BlobRef): Promise<ReadableStream<Uint8Array>> {
  return orNotFound(repository.git.blob(id), `the object ${id}`, repository);
}
