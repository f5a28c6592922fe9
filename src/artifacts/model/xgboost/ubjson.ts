/** Universal Binary JSON, in which XGBoost saves models by default (https://ubjson.org/type-reference/). */

/** What is wrong, and at which byte. */
export class UbjsonError extends Error {
  constructor(message: string, at: number) {
    super(`${message} at byte ${at}`);
  }
}

const MOST_LEVELS = 200;
const decoder = new TextDecoder('utf-8', { fatal: true });

/** Whether it begins as such a file does: an object whose first key has a length. */
export function isUbjson(bytes: Uint8Array): boolean {
  return bytes[0] === 0x7b && 'iUIlL#$}'.includes(String.fromCharCode(bytes[1] ?? 0));
}

/** Lists of numbers of one type become arrays of numbers, texts and objects what they are in JSON. Throws UbjsonError. */
export function decodeUbjson(bytes: Uint8Array): unknown {
  const reader = new Reader(bytes);
  const value = reader.value(reader.marker(), 0);
  if (reader.at < bytes.length) throw new UbjsonError('more than one value', reader.at);
  return value;
}

class Reader {
  at = 0;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** The next one that says something. */
  marker(): string {
    for (;;) {
      const marker = String.fromCharCode(this.#byte());
      if (marker !== 'N') return marker;
    }
  }

  value(marker: string, level: number): unknown {
    if (level > MOST_LEVELS) throw new UbjsonError(`nested more than ${MOST_LEVELS} levels deep`, this.at);
    if (marker === '[') return this.#list(level);
    if (marker === '{') return this.#object(level);
    if (marker === 'S' || marker === 'H')
      return marker === 'S' ? this.#text(this.#length()) : Number(this.#text(this.#length()));
    if (marker === 'C') return this.#text(1);
    if (marker === 'Z') return null;
    if (marker === 'T' || marker === 'F') return marker === 'T';
    const number = NUMBERS[marker];
    if (!number) throw new UbjsonError(`no type ${JSON.stringify(marker)}`, this.at - 1);
    return number.read(this.#view, this.#take(number.size));
  }

  #list(level: number): unknown[] {
    const { type, count } = this.#container();
    if (count === undefined) {
      const list: unknown[] = [];
      for (let next = this.marker(); next !== ']'; next = this.marker()) list.push(this.value(next, level + 1));
      return list;
    }
    // Nothing of a file makes room for more than it holds.
    if (count > this.#bytes.length - this.at && !(type && 'ZTF'.includes(type)))
      throw new UbjsonError('a list longer than the file', this.at);
    if (count > this.#bytes.length) throw new UbjsonError('a list longer than the file', this.at);
    return Array.from({ length: count }, () => this.value(type ?? this.marker(), level + 1));
  }

  #object(level: number): Record<string, unknown> {
    const { type, count } = this.#container();
    const members: [string, unknown][] = [];
    const isOver = (): boolean => {
      if (count !== undefined) return members.length >= count;
      if (this.#peek() !== '}') return false;
      this.at += 1;
      return true;
    };
    while (!isOver()) {
      const name = this.#text(this.#length());
      members.push([name, this.value(type ?? this.marker(), level + 1)]);
    }
    return Object.fromEntries(members);
  }

  /** `$` and a type, `#` and a count may stand before what a container holds. */
  #container(): { readonly type?: string; readonly count?: number } {
    let type: string | undefined;
    if (this.#peek() === '$') {
      this.at += 1;
      type = String.fromCharCode(this.#byte());
    }
    if (this.#peek() !== '#') {
      if (type !== undefined) throw new UbjsonError('a type without a count', this.at);
      return {};
    }
    this.at += 1;
    return { count: this.#length(), ...(type !== undefined && { type }) };
  }

  #length(): number {
    const marker = this.marker();
    const number = 'iUIlL'.includes(marker) ? NUMBERS[marker] : undefined;
    if (!number) throw new UbjsonError(`no length, but ${JSON.stringify(marker)}`, this.at - 1);
    const length = number.read(this.#view, this.#take(number.size));
    if (length < 0) throw new UbjsonError('a length below 0', this.at);
    return length;
  }

  #text(length: number): string {
    const start = this.#take(length);
    try {
      return decoder.decode(this.#bytes.subarray(start, start + length));
    } catch {
      throw new UbjsonError('a text that is not UTF-8', start);
    }
  }

  #peek(): string {
    return String.fromCharCode(this.#bytes[this.at] ?? 0);
  }

  #byte(): number {
    return this.#bytes[this.#take(1)] ?? 0;
  }

  /** Where so many bytes stand, which are read then. */
  #take(size: number): number {
    const start = this.at;
    if (!(size <= this.#bytes.length - start)) throw new UbjsonError('the file ends too early', this.#bytes.length);
    this.at += size;
    return start;
  }
}

interface NumberType {
  readonly size: number;
  readonly read: (view: DataView, at: number) => number;
}

const NUMBERS: Readonly<Record<string, NumberType>> = {
  i: { size: 1, read: (view, at) => view.getInt8(at) },
  U: { size: 1, read: (view, at) => view.getUint8(at) },
  I: { size: 2, read: (view, at) => view.getInt16(at) },
  l: { size: 4, read: (view, at) => view.getInt32(at) },
  L: { size: 8, read: (view, at) => Number(view.getBigInt64(at)) },
  d: { size: 4, read: (view, at) => view.getFloat32(at) },
  D: { size: 8, read: (view, at) => view.getFloat64(at) },
};
