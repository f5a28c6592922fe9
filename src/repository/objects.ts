/**
 * Reads objects through `git cat-file`, which keeps running, so that a thousand reads start one program. The programs
 * start on first use and end with `close`.
 */
import { RepositoryError } from '../errors.ts';
import { type Admits, type Answer, type CatFile, startCatFile } from './cat-file.ts';
import type { Git } from './git.ts';

export interface Objects {
  /** Bytes of the object, without reading it. Throws a RepositoryError where the repository lacks it. */
  size(id: string): Promise<number>;
  /** The whole object. Throws a RepositoryError where the repository lacks it, and what `admits` throws. */
  read(id: string, admits?: Admits): Promise<Buffer>;
  /**
   * The object that a name leads to (`main^{commit}`); undefined where git knows no single one of that name, or lacks it.
   * @param name without blanks
   */
  find(name: string): Promise<Found | undefined>;
  /** Starts the program that reads, for who has other things to do before the first question. */
  start(): void;
  /** Ends the programs and waits until they are gone. */
  close(): Promise<void>;
}

export interface Found {
  readonly id: string;
  readonly content: Buffer;
}

export function openObjects(git: Git): Objects {
  let check: CatFile | undefined;
  let contents: CatFile | undefined;
  let closed = false;

  function assertOpen(): void {
    if (closed) throw new Error('the repository is closed');
  }

  function reader(): CatFile {
    assertOpen();
    contents ??= startCatFile(git, '--batch');
    return contents;
  }

  return {
    async size(id) {
      assertOpen();
      check ??= startCatFile(git, '--batch-check');
      return present(id, await check.ask(id)).bytes;
    },
    async read(id, admits) {
      return present(id, await reader().ask(id, admits)).content;
    },
    async find(name) {
      const answer = await reader().ask(name);
      return 'absent' in answer ? undefined : answer;
    },
    start: () => void reader(),
    async close() {
      closed = true;
      await Promise.all([check?.close(), contents?.close()]);
    },
  };
}

function present(id: string, answer: Answer): Exclude<Answer, { readonly absent: string }> {
  if (!('absent' in answer)) return answer;
  throw new RepositoryError([
    {
      message: `the repository lacks object ${id}`,
      found: answer.absent,
      expected: 'a complete clone (git fsck finds damage; a partial clone has to reach its remote)',
    },
  ]);
}
