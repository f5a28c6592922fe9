/**
 * How many records a round is going to pass: what a progress bar goes by. Files that say how many they hold are believed.
 * Of the others the beginning is a guess, and records are not everywhere as long or packed as well as there: so they are
 * told by the bytes that are used up, in which a file's end is known.
 */
import { formatFor } from '../recordings/formats/registry.ts';
import type { Shard } from '../recordings/reader.ts';
import { sizeOf } from '../recordings/size.ts';

export class Expected {
  readonly #counted: number;
  readonly #guessed: number;
  /** Of all files that are told by bytes, once for each shard that reads them. */
  readonly #bytes: number;
  #done = 0;
  #toldDone = 0;
  #bytesDone = 0;

  /**
   * @param counted records in files that say how many they hold
   * @param guessed records in the others
   * @param bytes of those, as `ReadOptions.consumed` counts them
   */
  constructor(counted: number, guessed: number, bytes: number) {
    this.#counted = counted;
    this.#guessed = guessed;
    this.#bytes = bytes;
  }

  left(records: number, bytes: number | undefined): void {
    if (bytes === undefined) {
      this.#done += records;
      return;
    }
    this.#toldDone += records;
    this.#bytesDone += bytes;
  }

  get done(): number {
    return this.#done + this.#toldDone;
  }

  /** Never less than what is done. */
  get total(): number {
    const told = this.#bytesDone === 0 ? this.#guessed : (this.#toldDone * this.#bytes) / this.#bytesDone;
    return Math.round(Math.max(this.#done, this.#counted) + Math.max(this.#toldDone, told));
  }
}

/** True where readers say how many bytes of the shard's file are used up. */
export function isToldByBytes({ file, kinds }: Shard): boolean {
  return kinds === undefined && formatFor(file.format).counter !== undefined;
}

/** What `ReadOptions.consumed` reaches at the shard's end. */
export async function bytesOf({ file, start, end }: Shard): Promise<number> {
  return Math.min(await sizeOf(file), end) - start;
}
