/** Files of lines that follow each other: a new one after so many bytes and each day, the oldest removed beyond a size. */
import { type FileHandle, mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from '../../errors.ts';

interface FilesOptions {
  readonly folder: string;
  /** Bytes of a file. */
  readonly rotate: number;
  /** Bytes of all files of the folder. */
  readonly keep: number;
  /** Hears of what goes wrong. */
  readonly say: (text: string) => void;
}

interface OpenFile {
  readonly handle: FileHandle;
  readonly day: string;
  bytes: number;
}

/** So that a glob of the rest of the folder's files stays possible, and only what was made here is removed. */
const OWN = /^requests-.*\.jsonl$/;
/** A disk that is full is not asked again before. */
const PAUSE = 10_000;

export class RotatedFiles {
  readonly #options: FilesOptions;
  #file: OpenFile | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  #queued: { readonly line: string; readonly done: (isWritten: boolean) => void }[] = [];
  #resting = Number.NEGATIVE_INFINITY;
  #files = 0;

  private constructor(options: FilesOptions) {
    this.#options = options;
  }

  /** Throws a UsageError where the folder can't be written to. */
  static async open(options: FilesOptions): Promise<RotatedFiles> {
    try {
      await mkdir(options.folder, { recursive: true });
      const files = new RotatedFiles(options);
      await files.#next(today());
      return files;
    } catch (cause) {
      const found = cause instanceof Error ? cause.message : String(cause);
      throw new UsageError([{ message: `cannot write to ${options.folder}`, found }], { cause });
    }
  }

  /** Whole lines, several at once where they come faster than the disk takes them. False: it is lost. Never rejects. */
  write(line: string): Promise<boolean> {
    return new Promise((done) => {
      this.#queued.push({ line, done });
      if (this.#queued.length === 1) this.#turn = this.#turn.then(() => this.#flush());
    });
  }

  async close(): Promise<void> {
    await this.#turn;
    await this.#file?.handle.close();
    this.#file = undefined;
  }

  async #flush(): Promise<void> {
    const queued = this.#queued;
    this.#queued = [];
    const isWritten = await this.#append(queued.map(({ line }) => line).join(''));
    for (const { done } of queued) done(isWritten);
  }

  async #append(text: string): Promise<boolean> {
    if (performance.now() < this.#resting + PAUSE) return false;
    try {
      const file = await this.#current();
      const { handle } = file;
      try {
        await handle.appendFile(text);
        file.bytes += Buffer.byteLength(text);
        return true;
      } catch (error) {
        // Half a line would spoil the next one.
        await handle.truncate(file.bytes).catch(() => this.#leave());
        throw error;
      }
    } catch (error) {
      this.#resting = performance.now();
      this.#options.say(
        `cannot write to ${this.#options.folder}: ${error instanceof Error ? error.message : error}; trying again in 10 s`,
      );
      return false;
    }
  }

  async #current(): Promise<OpenFile> {
    const day = today();
    if (this.#file && this.#file.day === day && this.#file.bytes < this.#options.rotate) return this.#file;
    return this.#next(day);
  }

  async #next(day: string): Promise<OpenFile> {
    await this.#leave();
    this.#files += 1;
    const time = new Date().toISOString().slice(11, 19).replaceAll(':', '');
    const name = `requests-${day}T${time}-${process.pid}-${String(this.#files).padStart(5, '0')}.jsonl`;
    // Requests are somebody's: nobody else on the machine reads them.
    const handle = await open(join(this.#options.folder, name), 'ax', 0o600);
    this.#file = { handle, day, bytes: 0 };
    await this.#removeOldest(name).catch(() => {});
    return this.#file;
  }

  async #leave(): Promise<void> {
    const file = this.#file;
    this.#file = undefined;
    await file?.handle.close().catch(() => {});
  }

  async #removeOldest(current: string): Promise<void> {
    const { folder, keep } = this.#options;
    const names = (await readdir(folder))
      .filter((name) => OWN.test(name) && name !== current)
      .sort()
      .reverse();
    let bytes = 0;
    for (const name of names) {
      bytes += await stat(join(folder, name)).then(
        ({ size }) => size,
        () => 0,
      );
      if (bytes > keep) await rm(join(folder, name), { force: true });
    }
  }
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}
