/**
 * Where a replay process stands, for its starter, who kills it when it stays in one place and blames what it was at. A
 * message costs as much as replaying twenty records, so those that follow each other closely are kept back. The last
 * one said is then some milliseconds old, and the search for a record that ends the process starts there.
 */
import type { Reply } from './messages.ts';

/** A stage of a step, and the first of the records that it is about to see. */
export type Entered = Omit<Extract<Reply, { type: 'enter' }>, 'type'>;

export interface WhereaboutsOptions {
  /** Resolves when the message is on its way: until then a process that never comes back takes it along. */
  readonly say: (reply: Reply) => Promise<void>;
  /** Keep nothing back, and wait for each message, so that the last one names the very record. */
  readonly everything: boolean;
  /** Milliseconds. */
  readonly now: () => number;
}

const CLOSE_MILLISECONDS = 20;

export class Whereabouts {
  readonly #options: WhereaboutsOptions;
  /** When something was last said. */
  #at = Number.NEGATIVE_INFINITY;
  /** First record of the stage that was said to have begun; undefined where nothing was since the last `left`. */
  #entered: number | undefined;
  /** Records passed that were not spoken of. */
  #records = 0;
  #bytes: number | undefined;
  #later: NodeJS.Immediate | undefined;

  constructor(options: WhereaboutsOptions) {
    this.#options = options;
  }

  /** Before a stage, which waits for what it promises: from now on the starter counts the seconds. */
  enter(stage: Entered): Promise<void> | undefined {
    const isKnown = this.#entered !== undefined && this.#entered <= stage.position;
    if (isKnown && this.#isClose()) return undefined;
    this.#entered = stage.position;
    const said = this.#say({ type: 'enter', ...stage });
    return this.#options.everything ? said : undefined;
  }

  /** After a batch: reading may take as long as it takes. */
  left(records: number, bytes?: number): void {
    this.#records += records;
    if (bytes !== undefined) this.#bytes = (this.#bytes ?? 0) + bytes;
    if (!this.#isClose()) this.settle();
    // Comes about as soon as the process waits for anything.
    else this.#later ??= setImmediate(() => this.settle());
  }

  /** Says what was kept back: where no stage runs, the starter must not count the seconds. */
  settle(): void {
    clearImmediate(this.#later);
    this.#later = undefined;
    if (this.#records === 0 && this.#entered === undefined) return;
    void this.#say({ type: 'left', records: this.#records, ...(this.#bytes !== undefined && { bytes: this.#bytes }) });
    this.#records = 0;
    this.#bytes = undefined;
    this.#entered = undefined;
  }

  #isClose(): boolean {
    return !this.#options.everything && this.#options.now() - this.#at < CLOSE_MILLISECONDS;
  }

  #say(reply: Reply): Promise<void> {
    this.#at = this.#options.now();
    return this.#options.say(reply);
  }
}
