/** Which records have a key that an earlier one has, whatever the order in which they come. Open addressing in typed arrays. */
import { type Places, WORDS } from './places.ts';

/** Slots that may be taken, of all. */
const LOAD = 0.75;

export class KeyTable {
  #hashes = new Uint32Array(WORDS * 1024);
  /** File and position of the first record that has the key; a file of -1 where the slot is free. */
  #files = new Int32Array(1024).fill(-1);
  #positions = new Float64Array(1024);
  #size = 0;
  /** By file, positions of the records that are not the first with their key. */
  readonly later = new Map<number, number[]>();

  get size(): number {
    return this.#size;
  }

  add(file: number, { hashes, positions }: Places): void {
    for (let index = 0; index < positions.length; index += 1) {
      if (this.#size >= LOAD * this.#files.length) this.#grow();
      this.#put(hashes, WORDS * index, file, positions[index] ?? 0);
    }
  }

  /** Whether some record has the key at a place of these hashes. */
  has(hashes: Uint32Array, from: number): boolean {
    return (this.#files[this.#slotOf(hashes, from)] ?? -1) >= 0;
  }

  #put(hashes: Uint32Array, from: number, file: number, position: number): void {
    const slot = this.#slotOf(hashes, from);
    const first = this.#files[slot] ?? -1;
    if (first < 0) {
      for (let word = 0; word < WORDS; word += 1) this.#hashes[WORDS * slot + word] = hashes[from + word] ?? 0;
      this.#size += 1;
    } else {
      const before = this.#positions[slot] ?? 0;
      if (first < file || (first === file && before <= position)) {
        this.#isLater(file, position);
        return;
      }
      this.#isLater(first, before);
    }
    this.#files[slot] = file;
    this.#positions[slot] = position;
  }

  #isLater(file: number, position: number): void {
    const own = this.later.get(file);
    if (own) own.push(position);
    else this.later.set(file, [position]);
  }

  /** Where the key is, or a free slot where it belongs. */
  #slotOf(hashes: Uint32Array, from: number): number {
    const mask = this.#files.length - 1;
    for (let slot = (hashes[from] ?? 0) & mask; ; slot = (slot + 1) & mask) {
      if ((this.#files[slot] ?? -1) < 0) return slot;
      let isSame = true;
      for (let word = 0; word < WORDS; word += 1)
        if (this.#hashes[WORDS * slot + word] !== hashes[from + word]) isSame = false;
      if (isSame) return slot;
    }
  }

  #grow(): void {
    const [hashes, files, positions] = [this.#hashes, this.#files, this.#positions];
    this.#hashes = new Uint32Array(2 * hashes.length);
    this.#files = new Int32Array(2 * files.length).fill(-1);
    this.#positions = new Float64Array(2 * positions.length);
    this.#size = 0;
    for (const [slot, file] of files.entries())
      if (file >= 0) this.#put(hashes, WORDS * slot, file, positions[slot] ?? 0);
  }
}
