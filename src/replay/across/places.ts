/** Keys of records as hashes, with the records' positions: what a process tells of a shard. */

/** Words of 32 bits of a key's hash: among six million keys two have the same by a chance of 1 in 10^15. */
export const WORDS = 3;

/** Plain data. */
export interface Places {
  /** `WORDS` for each record. */
  readonly hashes: Uint32Array;
  readonly positions: Float64Array;
}

/** Keys are told apart by their hashes, so that not all have to be held at once. */
export interface Part {
  readonly index: number;
  readonly of: number;
}

const WHOLE: Part = { index: 0, of: 1 };

export class PlaceList {
  #hashes = new Uint32Array(WORDS * 1024);
  #positions = new Float64Array(1024);
  #size = 0;
  // Replay processes start faster without it, and few have keys to take.
  readonly #crypto = process.getBuiltinModule('node:crypto');

  /** False where the key is of another part. */
  add(key: string, position: number, { index, of }: Part = WHOLE): boolean {
    const digest = this.#crypto.hash('sha256', key, 'buffer');
    if (of > 1 && digest.readUInt32LE(4 * WORDS) % of !== index) return false;
    if (this.#size === this.#positions.length) this.#grow();
    for (let word = 0; word < WORDS; word += 1) this.#hashes[WORDS * this.#size + word] = digest.readUInt32LE(4 * word);
    this.#positions[this.#size] = position;
    this.#size += 1;
    return true;
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
