/**
 * One process of a worker and what it needs to replay shards of one setting, one after the other. It is locked in as the
 * App's own are: what is open to it is a folder in which links show the files that were laid down for it.
 */
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { onceEach } from '../../once.ts';
import type { RecordingFile } from '../../recordings/reader.ts';
import type { Task } from '../messages.ts';
import { ReplayPool } from '../pool.ts';
import { roomFor } from '../room.ts';
import type { Done, Setting } from './round.ts';

/** Lays exactly that content down and tells where. Throws where it is another one by now, or out of reach. */
export type Lay = (file: RecordingFile) => Promise<string>;

export class Hand implements AsyncDisposable {
  readonly #pool: ReplayPool;
  readonly #folder: string;
  readonly #link: (index: number) => Promise<string>;

  /** @param folder of its own, not there yet */
  constructor({ plan, facts, files }: Setting, folder: string, lay: Lay) {
    const { lock, budget } = roomFor([plan], files);
    mkdirSync(folder, { recursive: true });
    this.#folder = folder;
    this.#pool = new ReplayPool({
      plans: [plan],
      jobs: 1,
      lock: { ...lock, reads: [join(folder, '*')] },
      budget,
      isForgiving: false,
    });
    this.#pool.know(0, facts);
    this.#link = onceEach(async (index) => {
      const file = files.find((one) => one.index === index);
      if (!file) throw new Error('a shard of a file that is none of the recording');
      const link = join(folder, `${index}-${basename(file.name)}`);
      symlinkSync(await lay(file), link);
      return link;
    });
  }

  /** Throws where the task has to be done by whoever asked: a record ends the process, a file is not to be had, or a bug. */
  async replay({ shard, ...task }: Task): Promise<Done> {
    const path = await this.#link(shard.file.index);
    let done: Extract<Done, { type: 'done' }>['finished'] | undefined;
    let records = 0;
    let bytes: number | undefined;
    await this.#pool.run([{ ...task, shard: { ...shard, file: { ...shard.file, path } } }], {
      left(more, moreBytes) {
        records += more;
        if (moreBytes !== undefined) bytes = (bytes ?? 0) + moreBytes;
      },
      evidence(parts) {
        done = { type: 'evidence', parts };
      },
      passed(parts) {
        done = { type: 'passed', parts };
      },
    });
    if (!done) throw new Error('a task that left nothing behind');
    return { type: 'done', finished: done, records, ...(bytes !== undefined && { bytes }) };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#pool[Symbol.asyncDispose]();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
