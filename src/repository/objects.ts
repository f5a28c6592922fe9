/**
 * Reads blobs by object id through `git cat-file --batch`, which keeps running, so that a thousand reads start one
 * program. The programs start on first use and end with `close`.
 */
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { RepositoryError } from '../errors.ts';
import { type Git, startFailure } from './git.ts';

export interface Objects {
  /** Bytes of the object, without reading it. Throws a RepositoryError where the repository lacks it. */
  size(id: string): Promise<number>;
  /** The whole object. Throws a RepositoryError where the repository lacks it. */
  read(id: string): Promise<Buffer>;
  /** Ends the programs and waits until they are gone. */
  close(): Promise<void>;
}

interface Answer {
  readonly size: number;
  readonly content: Buffer;
}

interface Batch {
  ask(id: string): Promise<Answer>;
  close(): Promise<void>;
}

export function openObjects(git: Git): Objects {
  let check: Batch | undefined;
  let contents: Batch | undefined;
  let closed = false;

  function assertOpen(): void {
    if (closed) throw new Error('the repository is closed');
  }

  return {
    async size(id) {
      assertOpen();
      check ??= startBatch(git, '--batch-check');
      return (await check.ask(id)).size;
    },
    async read(id) {
      assertOpen();
      contents ??= startBatch(git, '--batch');
      return (await contents.ask(id)).content;
    },
    async close() {
      closed = true;
      await Promise.all([check?.close(), contents?.close()]);
    },
  };
}

/** One running program. It answers in the order of the questions. */
function startBatch(git: Git, mode: '--batch' | '--batch-check'): Batch {
  const child = git.start(['cat-file', mode]);
  const waiting: PromiseWithResolvers<Answer>[] = [];
  const complaint: Buffer[] = [];
  let failure: Error | undefined;

  function fail(error: Error): void {
    failure ??= error;
    for (const question of waiting.splice(0)) question.reject(failure);
  }

  const gone = ended(child);
  child.on('error', (cause) => fail(startFailure(cause)));
  child.stderr.on('data', (chunk: Buffer) => complaint.push(chunk));
  // The broken pipe of a program that died is reported once, when it is gone.
  child.stdin.on('error', () => {});
  gone.then(() =>
    fail(
      new RepositoryError([{ message: 'git cat-file ended early', found: String(Buffer.concat(complaint)).trim() }]),
    ),
  );
  answer().catch(fail);

  async function answer(): Promise<void> {
    const bytes = byteReader(child.stdout);
    for (let header = await bytes.line(); header !== undefined; header = await bytes.line()) {
      const [id, type, size] = header.split(' ');
      if (size === undefined) {
        waiting.shift()?.reject(missing(id ?? '', type ?? ''));
        continue;
      }
      const content = await bytes.take(mode === '--batch' ? Number(size) : 0);
      if (mode === '--batch') await bytes.take(1);
      waiting.shift()?.resolve({ size: Number(size), content });
    }
  }

  return {
    ask(id) {
      if (failure) return Promise.reject(failure);
      const question = Promise.withResolvers<Answer>();
      waiting.push(question);
      child.stdin.write(`${id}\n`);
      return question.promise;
    },
    async close() {
      child.stdin.end();
      await gone;
    },
  };
}

function missing(id: string, what: string): RepositoryError {
  return new RepositoryError([
    {
      message: `the repository lacks object ${id}`,
      found: what,
      expected: 'a complete clone (git fsck finds damage; a partial clone has to reach its remote)',
    },
  ]);
}

/** Resolves when the program is gone, even if it never started. */
async function ended(child: ChildProcessWithoutNullStreams): Promise<void> {
  await Promise.race([once(child, 'close'), new Promise((resolve) => child.once('error', resolve))]).catch(() => {});
}

interface ByteReader {
  /** Up to the next newline, which is dropped; undefined at the end. */
  line(): Promise<string | undefined>;
  /** Exactly so many bytes. */
  take(count: number): Promise<Buffer>;
}

function byteReader(stream: Readable): ByteReader {
  const chunks: AsyncIterator<Buffer> = stream[Symbol.asyncIterator]();
  let rest: Buffer = Buffer.alloc(0);

  async function next(): Promise<Buffer | undefined> {
    const { done, value } = await chunks.next();
    return done ? undefined : value;
  }

  return {
    async line() {
      let end = rest.indexOf('\n');
      while (end < 0) {
        const chunk = await next();
        if (!chunk) return undefined;
        rest = Buffer.concat([rest, chunk]);
        end = rest.indexOf('\n');
      }
      const text = rest.toString('utf8', 0, end);
      rest = rest.subarray(end + 1);
      return text;
    },
    async take(count) {
      const parts = [rest];
      let length = rest.length;
      while (length < count) {
        const chunk = await next();
        if (!chunk) throw new RepositoryError([{ message: 'git cat-file ended in the middle of an object' }]);
        parts.push(chunk);
        length += chunk.length;
      }
      const all = parts.length === 1 ? rest : Buffer.concat(parts);
      rest = all.subarray(count);
      return all.subarray(0, count);
    },
  };
}
