/** A file on its way to local disk, of which the beginning can be read already. */

export interface Arrival {
  /** Bytes of the whole. */
  readonly size: number;
  /**
   * Resolves, with how many there are, once so many bytes are there; for all of them, once it is also known that they are
   * one version of the file. Throws why they will not come.
   */
  reach(bytes: number): Promise<number>;
}

interface Waiter {
  readonly bytes: number;
  readonly resolve: (there: number) => void;
  readonly reject: (error: unknown) => void;
}

/** An arrival, as who fetches the file tells of it. */
export class Arriving implements Arrival {
  readonly size: number;
  #there = 0;
  #end: { readonly error?: unknown } | undefined;
  #waiting: Waiter[] = [];

  constructor(size: number) {
    this.size = size;
  }

  reach(bytes: number): Promise<number> {
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    this.#waiting.push({ bytes, resolve, reject });
    this.#look();
    return promise;
  }

  /** A download that begins anew takes nothing back: it writes the same bytes to the same places. */
  written(bytes: number): void {
    this.#there = Math.max(this.#there, bytes);
    this.#look();
  }

  end(): void {
    this.#end = {};
    this.#look();
  }

  fail(error: unknown): void {
    this.#end = { error };
    this.#look();
  }

  #look(): void {
    const end = this.#end;
    this.#waiting = this.#waiting.filter(({ bytes, resolve, reject }) => {
      if (end && 'error' in end) reject(end.error);
      else if (end) resolve(this.size);
      else if (bytes < this.size && bytes <= this.#there) resolve(this.#there);
      else return true;
      return false;
    });
  }
}
