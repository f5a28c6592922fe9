/**
 * What a worker has open to replay with: as many hands as it takes shards at once. One that has a setting open goes on with
 * shards of the same one, since it has compiled what they take.
 */

export interface Opened extends AsyncDisposable {
  readonly setting: string;
}

/** Milliseconds after which a hand that does nothing lets go of its processes and files. */
const IDLE = 10_000;

export class Hands<T extends Opened> implements AsyncDisposable {
  readonly #count: number;
  readonly #idle: T[] = [];
  readonly #busy = new Set<T>();
  readonly #timers = new Map<T, NodeJS.Timeout>();

  constructor(count: number) {
    this.#count = count;
  }

  /** One that is open for the setting, or that `open` makes; another is given up for it where there are as many as may be. */
  async take(setting: string, open: () => Promise<T>): Promise<T> {
    const index = this.#idle.findIndex((hand) => hand.setting === setting);
    const [known] = index < 0 ? [] : this.#idle.splice(index, 1);
    if (known) {
      clearTimeout(this.#timers.get(known));
      this.#busy.add(known);
      return known;
    }
    const excess = this.#idle.length + this.#busy.size - this.#count + 1;
    await Promise.all(this.#idle.splice(0, Math.max(0, excess)).map((hand) => this.#end(hand)));
    const opened = await open();
    this.#busy.add(opened);
    return opened;
  }

  give(hand: T): void {
    this.#busy.delete(hand);
    this.#idle.push(hand);
    const end = (): void => {
      const index = this.#idle.indexOf(hand);
      if (index < 0) return;
      this.#idle.splice(index, 1);
      void this.#end(hand);
    };
    this.#timers.set(hand, setTimeout(end, IDLE).unref());
  }

  /** It is not to be used again: it was stopped, or something went wrong. */
  async drop(hand: T): Promise<void> {
    this.#busy.delete(hand);
    await this.#end(hand);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#idle.splice(0), ...this.#busy].map((hand) => this.#end(hand)));
  }

  async #end(hand: T): Promise<void> {
    clearTimeout(this.#timers.get(hand));
    this.#timers.delete(hand);
    await hand[Symbol.asyncDispose]();
  }
}
