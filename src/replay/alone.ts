/**
 * Some of what is read leaves no room for two processes that read. The first one of a pool that comes to it stays alone to the end,
 * since what a process has held once it may hold again: the others end, and what they had to do is left to it.
 */

/** Another process is to be alone: what was asked of this one has to be asked of that. */
export class Displaced extends Error {
  override message = 'another process has to be alone';
}

export class Alone {
  #slot: number | undefined;
  readonly #busy = new Map<number, Promise<unknown>>();

  /** Which one is; undefined where none has to be. */
  get slot(): number | undefined {
    return this.#slot;
  }

  /** Whether this one may do anything. */
  admits(slot: number): boolean {
    return this.#slot === undefined || this.#slot === slot;
  }

  /** What the process in a slot does: whoever is to be alone waits for it. */
  busy<T>(slot: number, work: Promise<T>): Promise<T> {
    this.#busy.set(slot, work);
    return work;
  }

  /** Waits until all others are idle. Throws Displaced where one of them is to be alone. */
  async become(slot: number): Promise<void> {
    this.#slot ??= slot;
    if (this.#slot !== slot) throw new Displaced();
    const others = [...this.#busy].filter(([other]) => other !== slot);
    await Promise.allSettled(others.map(([, work]) => work));
  }
}
