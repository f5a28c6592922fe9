/**
 * When other processes join the first one in what it is at. Each has to compile and to warm up what the first one has by
 * then, half a second of processor time: where that one is soon done, they only keep it from its processors.
 */

export interface JoiningOptions {
  /** The share of the work that is done by now, from 0 to 1. */
  readonly done: () => number;
  /** Milliseconds. */
  readonly now: () => number;
}

/** Milliseconds that the first one takes to come up to its speed. */
const WARM_UP = 400;
/** Milliseconds of work for one process that are not worth another one. */
const SOON_DONE = 2000;
/** Milliseconds between two looks, and for how long back they tell the speed. */
const INTERVAL = 25;
const LATELY = 90;

interface Look {
  readonly at: number;
  readonly done: number;
}

export class Joining implements Disposable {
  readonly #options: JoiningOptions;
  readonly #since: number;
  readonly #decided = Promise.withResolvers<boolean>();
  /** The latest ones, the oldest first. */
  readonly #looks: Look[] = [];
  #timer: NodeJS.Timeout;

  /** The first process begins now. */
  constructor(options: JoiningOptions) {
    this.#options = options;
    this.#since = options.now();
    this.#timer = this.#later();
  }

  /** Whether others should begin: true once that is worth it, false when nothing is left for them. */
  get decided(): Promise<boolean> {
    return this.#decided.promise;
  }

  /** All of it is done, or failed. */
  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    this.#decided.resolve(false);
  }

  #later(): NodeJS.Timeout {
    return setTimeout(() => this.#look(), INTERVAL);
  }

  #look(): void {
    const look = { at: this.#options.now(), done: Math.min(1, this.#options.done()) };
    const [before] = this.#looks;
    this.#looks.push(look);
    if (before && look.at - before.at > LATELY) this.#looks.shift();
    const isWarm = look.at - this.#since >= WARM_UP;
    if (isWarm && millisecondsLeft(before, look) > SOON_DONE) this.#decided.resolve(true);
    else this.#timer = this.#later();
  }
}

/** Infinite where nothing was done lately. */
function millisecondsLeft(before: Look | undefined, now: Look): number {
  if (now.done === 1) return 0;
  const speed = before ? (now.done - before.done) / (now.at - before.at) : 0;
  return (1 - now.done) / speed;
}
