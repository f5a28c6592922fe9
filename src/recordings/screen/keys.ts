/**
 * A table of distinct keys, which are bytes, and of an answer for each. Most of the time that it takes is waiting for memory,
 * so all that is known of a key lies in one place, and it holds no objects.
 */

/** So many words and keys at most: together about 40 MB. */
const MOST_WORDS = 8 * 1024 * 1024;
const MOST_KEYS = 400_000;
const FIRST_WORDS = 16 * 1024;
const FIRST_PLACES = 2048;
/** Longer keys are not worth their room. */
export const LONGEST_KEY = 2048;

/** Before the words of each key stand its answer and their number. */
const HEAD = 2;

export class KeyTable {
  /** Where the caller writes a key before it asks for it. */
  readonly key = new Uint8Array(LONGEST_KEY);
  readonly #key = new Int32Array(this.key.buffer);
  #keyWords = 0;
  #keyHash = 0;
  #words = new Int32Array(FIRST_WORDS);
  /** 0 is nowhere. */
  #end = HEAD;
  /** By hash, pairs of the hash and where the key is. */
  #places = new Int32Array(2 * FIRST_PLACES);
  #size = 0;

  /** Where the key with so many bytes is; 0 if it is not there. */
  find(length: number): number {
    this.#finish(length);
    const places = this.#places;
    const hash = this.#keyHash;
    const mask = places.length - 2;
    for (let place = hash & mask; ; place = (place + 2) & mask) {
      const at = places[place + 1] ?? 0;
      if (at === 0) return 0;
      if (places[place] === hash && this.#isAt(at)) return at;
    }
  }

  /** Takes in the key that was just not found; 0 where there is no room. */
  add(answer: number): number {
    const at = this.#end;
    const count = this.#keyWords;
    const end = at + HEAD + count;
    if (this.#size >= MOST_KEYS || end > MOST_WORDS) return 0;
    if (end > this.#words.length) this.#words = longer(this.#words, 2 * this.#words.length);
    if (4 * this.#size >= this.#places.length) this.#growPlaces();
    const words = this.#words;
    words[at] = answer;
    words[at + 1] = count;
    for (let index = 0; index < count; index++) words[at + HEAD + index] = this.#key[index] ?? 0;
    this.#enter(this.#keyHash, at);
    this.#end = end;
    this.#size += 1;
    return at;
  }

  answerAt(at: number): number {
    return this.#words[at] ?? 0;
  }

  setAnswer(at: number, answer: number): void {
    this.#words[at] = answer;
  }

  /** Fills the last word up, and hashes them all (MurmurHash3's way with words, and its end). */
  #finish(length: number): void {
    const count = (length + 3) >>> 2;
    const bytes = this.key;
    for (let index = length; index < 4 * count; index++) bytes[index] = 0;
    const words = this.#key;
    let hash = length;
    for (let index = 0; index < count; index++) {
      const word = Math.imul(words[index] ?? 0, 0xcc9e2d51);
      hash ^= Math.imul((word << 15) | (word >>> 17), 0x1b873593);
      hash = Math.imul((hash << 13) | (hash >>> 19), 5) + 0x6b64;
    }
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    this.#keyWords = count;
    this.#keyHash = hash ^ (hash >>> 16);
  }

  #isAt(at: number): boolean {
    const words = this.#words;
    const key = this.#key;
    const count = this.#keyWords;
    if (words[at + 1] !== count) return false;
    for (let index = 0; index < count; index++) if (words[at + HEAD + index] !== key[index]) return false;
    return true;
  }

  #enter(hash: number, at: number): void {
    const places = this.#places;
    const mask = places.length - 2;
    let place = hash & mask;
    while (places[place + 1] !== 0) place = (place + 2) & mask;
    places[place] = hash;
    places[place + 1] = at;
  }

  #growPlaces(): void {
    const before = this.#places;
    this.#places = new Int32Array(2 * before.length);
    for (let place = 0; place < before.length; place += 2) {
      const at = before[place + 1] ?? 0;
      if (at !== 0) this.#enter(before[place] ?? 0, at);
    }
  }
}

function longer(words: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  const copy = new Int32Array(Math.min(length, MOST_WORDS));
  copy.set(words);
  return copy;
}
