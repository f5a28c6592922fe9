/** Keys of records as hashes, with the records' positions: what a process tells of a shard. */

/** Words of 32 bits of a key's hash: among six million keys two have the same by a chance of 1 in 10^15. */
export const WORDS = 3;

/** Plain data. */
export interface Places {
  /** `WORDS` for each record. */
  readonly hashes: Uint32Array;
  readonly positions: Float64Array;
}

export class PlaceList {
  #hashes = new Uint32Array(WORDS * 1024);
  #positions = new Float64Array(1024);
  #size = 0;
  // Replay processes start faster without it, and few have keys to take.
  readonly #crypto = process.getBuiltinModule('node:crypto');

  add(key: string, position: number): void {
    if (this.#size === this.#positions.length) this.#grow();
    const digest = this.#crypto.hash('sha256', key, 'buffer');
    for (let word = 0; word < WORDS; word += 1) this.#hashes[WORDS * this.#size + word] = digest.readUInt32LE(4 * word);
    this.#positions[this.#size] = position;
    this.#size += 1;
  }

  places(): Places {
    return { hashes: this.#hashes.slice(0, WORDS * this.#size), positions: this.#positions.slice(0, this.#size) };
  }

  #grow(): void {
    const [hashes, positions] = [this.#hashes, this.#positions];
    this.#hashes = new Uint32Array(2 * hashes.length);
    this.#hashes.set(hashes);
    this.#positions = new Float64Array(2 * positions.length);
    this.#positions.set(positions);
  }
}
