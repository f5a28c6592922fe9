/**
 * Lets so many run at once and the others wait. Who waits are served in turn, each in the order it came, so that one that
 * wants much keeps nobody else waiting for all of it.
 */

interface Waiting {
  readonly who: string;
  start(): void;
}

export class Turns {
  readonly #waiting: Waiting[] = [];
  /** When each had its last turn, as a count of turns: since somebody began to wait. */
  readonly #served = new Map<string, number>();
  #turns = 0;
  #free: number;

  /** @param count how many may run at once */
  constructor(count: number) {
    this.#free = count;
  }

  /**
   * Resolves when it is one's turn; disposing of it ends the turn. Throws the signal's reason if that comes first.
   *
   * @param who shares its place in the round with all that call themselves the same
   */
  async take(signal?: AbortSignal, who = ''): Promise<Disposable> {
    signal?.throwIfAborted();
    if (this.#free > 0) {
      this.#free -= 1;
      this.#note(who);
    } else await this.#wait(signal, who);
    return this.#turn();
  }

  /** The same where nobody has to be waited for, else undefined. */
  takeNow(): Disposable | undefined {
    if (this.#free === 0) return undefined;
    this.#free -= 1;
    return this.#turn();
  }

  #turn(): Disposable {
    let over = false;
    return {
      [Symbol.dispose]: () => {
        if (over) return;
        over = true;
        this.#end();
      },
    };
  }

  #wait(signal: AbortSignal | undefined, who: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const start = (): void => {
        signal?.removeEventListener('abort', giveUp);
        resolve();
      };
      const waiting = { who, start };
      const giveUp = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
        reject(signal?.reason);
      };
      signal?.addEventListener('abort', giveUp, { once: true });
      this.#waiting.push(waiting);
    });
  }

  #end(): void {
    const next = this.#takeNext();
    if (next) {
      this.#note(next.who);
      next.start();
      return;
    }
    this.#free += 1;
    this.#served.clear();
  }

  /** Of who had no turn for the longest time. */
  #takeNext(): Waiting | undefined {
    const last = this.#waiting.map(({ who }) => this.#served.get(who) ?? 0);
    const [next] = this.#waiting.splice(last.indexOf(Math.min(...last)), 1);
    return next;
  }

  #note(who: string): void {
    this.#turns += 1;
    this.#served.set(who, this.#turns);
  }
}
