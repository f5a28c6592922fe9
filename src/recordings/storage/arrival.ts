/** A file on its way to local disk, of which the beginning can be read already. */

export interface Arrival {
  /** Bytes of the whole. */
  readonly size: number;
  /**
   * Resolves, with how many there are, once so many bytes are there; for all of them, once it is also known that they are
   * one version of the file. Throws why they will not come.
   */
  reach(bytes: number): Promise<number>;
  /** Why the rest will not come, once that is known. */
  readonly failure: { readonly error: unknown } | undefined;
}

/** Waits until all of it is there, where it is on its way. Throws why it will not come. */
export async function untilWhole(arrival: Arrival | undefined): Promise<void> {
  await arrival?.reach(arrival.size);
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
  #isWhole = false;
  #failure: Arrival['failure'];
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

  get failure(): Arrival['failure'] {
    return this.#failure;
  }

  end(): void {
    this.#isWhole = true;
    this.#look();
  }

  fail(error: unknown): void {
    this.#failure = { error };
    this.#look();
  }

  #look(): void {
    const failure = this.#failure;
    this.#waiting = this.#waiting.filter(({ bytes, resolve, reject }) => {
      if (failure) reject(failure.error);
      else if (this.#isWhole) resolve(this.size);
      else if (bytes < this.size && bytes <= this.#there) resolve(this.#there);
      else return true;
      return false;
    });
  }
}
