/** One `git cat-file` that keeps running, and answers in the order of the questions. */
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { RepositoryError } from '../errors.ts';
import { byteReader } from './byte-reader.ts';
import { type Git, startFailure } from './git.ts';

/** What git says of a name. */
export type Answer =
  | { readonly id: string; readonly bytes: number; readonly content: Buffer }
  /** In git's words, why that is no object of this repository: `missing`, `ambiguous`. */
  | { readonly absent: string };

/** Throws where an object of so many bytes is not wanted: they are then left out, and whoever asked gets what it throws. */
export type Admits = (bytes: number) => void;

export interface CatFile {
  /** @param name an id, or another name without blanks */
  ask(name: string, admits?: Admits): Promise<Answer>;
  /** Ends the program and waits until it is gone. */
  close(): Promise<void>;
}

interface Question extends PromiseWithResolvers<Answer> {
  readonly admits: Admits;
}

const NOTHING = Buffer.alloc(0);

/** @param mode `--batch-check` answers without the content */
export function startCatFile(git: Git, mode: '--batch' | '--batch-check'): CatFile {
  const child = git.start(['cat-file', mode]);
  const waiting: Question[] = [];
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
    const stream = byteReader(child.stdout);
    for (let header = await stream.line(); header !== undefined; header = await stream.line()) {
      const [id = '', type = '', size] = header.split(' ');
      if (size === undefined) waiting.shift()?.resolve({ absent: type });
      else if (mode === '--batch-check') waiting.shift()?.resolve({ id, bytes: Number(size), content: NOTHING });
      else await read(id, Number(size));
    }

    async function read(id: string, bytes: number): Promise<void> {
      const refusal = refusalOf(waiting[0], bytes);
      const content = refusal ? (await stream.skip(bytes)) && NOTHING : await stream.take(bytes);
      // A newline behind the object.
      if (!content || !(await stream.skip(1)))
        throw new RepositoryError([{ message: 'git cat-file ended in the middle of an object' }]);
      const question = waiting.shift();
      if (refusal) question?.reject(refusal.reason);
      else question?.resolve({ id, bytes, content });
    }
  }

  return {
    ask(name, admits = () => {}) {
      if (failure) return Promise.reject(failure);
      const question = { ...Promise.withResolvers<Answer>(), admits };
      waiting.push(question);
      child.stdin.write(`${name}\n`);
      return question.promise;
    },
    async close() {
      child.stdin.end();
      await gone;
    },
  };
}

function refusalOf(question: Question | undefined, bytes: number): { readonly reason: unknown } | undefined {
  try {
    question?.admits(bytes);
    return undefined;
  } catch (reason) {
    return { reason };
  }
}

/** Resolves when the program is gone, even if it never started. */
async function ended(child: ChildProcessWithoutNullStreams): Promise<void> {
  await Promise.race([once(child, 'close'), new Promise((resolve) => child.once('error', resolve))]).catch(() => {});
}
