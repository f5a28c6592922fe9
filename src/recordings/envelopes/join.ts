/**
 * Brings halves together that share a key, in whatever order and however far apart they come, in bounded memory: those
 * that wait longest go to disk, sorted into parts by their key, and each part is joined by itself at the end.
 */
import { appendFile, rm } from 'node:fs/promises';
import { scratchLines } from '../scratch-lines.ts';
import { stringifyMembers } from '../verbatim.ts';
import type { Half } from './envelope.ts';

/** A half as it waits, and where it stood. */
export interface Waiting {
  readonly half: Half;
  readonly key: string;
  /** Its members, as the inside of a JSON object once it has waited for a while: most halves have met by then. */
  readonly members: object | string;
  /** Where it is broken. */
  readonly why?: string;
  readonly source: number;
  readonly position: number;
}

export interface JoinSink {
  /** Either may be broken. */
  pair(request: Waiting, response: Waiting): void;
  /** One that has no partner, or has one too many. */
  alone(waiting: Waiting, why: string): void;
}

export interface JoinOptions {
  /** Where parts may lie: names begin like this. */
  readonly scratch: string;
  /** Characters of halves that wait in memory. */
  readonly most: number;
}

export const MOST_WAITING = 64 * 1024 * 1024;
const PARTS = 64;

export class Joiner {
  readonly #sink: JoinSink;
  readonly #options: JoinOptions;
  /** Who came last, while nobody waits under that key. */
  #last: Waiting | undefined;
  /** By key, the others; who waits longest comes first. */
  #waiting = new Map<string, Waiting>();
  #characters = 0;
  /** Keys of those that came since room was last made, whose size nobody knows yet. */
  #fresh: string[] = [];
  readonly #parts = new Set<number>();

  constructor(sink: JoinSink, options: JoinOptions) {
    this.#sink = sink;
    this.#options = options;
  }

  /** Of all that waits in memory, and has for a while. */
  get characters(): number {
    return this.#characters;
  }

  add(one: Waiting): void {
    const last = this.#last;
    // Most halves stand beside each other, and what is not kept need not be found.
    if (last?.key === one.key) {
      if (this.#meet(last, one)) this.#last = undefined;
      return;
    }
    this.#keepLast();
    const other = this.#waiting.get(one.key);
    if (other === undefined) this.#last = one;
    else if (this.#meet(other, one)) {
      this.#waiting.delete(one.key);
      this.#characters -= sizeOf(other);
    }
  }

  /** To be called now and then, and waited for. */
  async makeRoom(): Promise<void> {
    this.#settle();
    if (this.#characters > this.#options.most) await this.#spill(this.#options.most / 2);
  }

  /** Nothing else comes. */
  async finish(): Promise<void> {
    this.#settle();
    // Who waits on disk may have a partner in memory, and only the parts bring them together.
    if (this.#parts.size > 0) await this.#spill(0);
    this.#endAll();
    for (const part of [...this.#parts].sort((a, b) => a - b)) {
      for await (const line of scratchLines(this.#path(part))) this.add(parseWaiting(line));
      this.#endAll();
      await rm(this.#path(part), { force: true });
    }
  }

  /** Removes what lies on disk, however it ended. */
  async [Symbol.asyncDispose](): Promise<void> {
    for (const part of this.#parts) await rm(this.#path(part), { force: true });
  }

  /** Whether they are a pair; of two like halves the first one waits on. */
  #meet(other: Waiting, one: Waiting): boolean {
    if (other.half === one.half) {
      this.#sink.alone(one, `a second ${one.half} of the same id`);
      return false;
    }
    if (one.half === 'request') this.#sink.pair(one, other);
    else this.#sink.pair(other, one);
    return true;
  }

  #keepLast(): void {
    const last = this.#last;
    if (last === undefined) return;
    this.#last = undefined;
    this.#waiting.set(last.key, last);
    if (typeof last.members === 'string') this.#characters += sizeOf(last);
    else this.#fresh.push(last.key);
  }

  #settle(): void {
    this.#keepLast();
    for (const key of this.#fresh) {
      const one = this.#waiting.get(key);
      if (one === undefined || typeof one.members === 'string') continue;
      // In place of what is there, so that who waits longest still comes first.
      const settled = { ...one, members: copied(membersOf(one)) };
      this.#waiting.set(key, settled);
      this.#characters += sizeOf(settled);
    }
    this.#fresh = [];
  }

  #endAll(): void {
    this.#keepLast();
    for (const one of this.#waiting.values()) {
      const other = one.half === 'request' ? 'response' : 'request';
      this.#sink.alone(one, one.why ?? `a ${one.half} without its ${other}`);
    }
    this.#waiting = new Map();
    this.#characters = 0;
  }

  async #spill(down: number): Promise<void> {
    const lines = new Map<number, string[]>();
    for (const [key, one] of this.#waiting) {
      if (this.#characters <= down) break;
      this.#waiting.delete(key);
      this.#characters -= sizeOf(one);
      const part = partOf(key);
      const own = lines.get(part) ?? [];
      lines.set(part, own);
      own.push(`${JSON.stringify([one.half, key, membersOf(one), one.source, one.position, one.why])}\n`);
    }
    for (const [part, own] of lines) {
      this.#parts.add(part);
      await appendFile(this.#path(part), own.join(''));
    }
  }

  #path(part: number): string {
    return `${this.#options.scratch}.part-${part}`;
  }
}

/** Of one whose size is not known it was never counted. */
function sizeOf({ key, members }: Waiting): number {
  return typeof members === 'string' ? key.length + members.length + 100 : 0;
}

/** The inside of a JSON object. */
export function membersOf({ members }: Waiting): string {
  return typeof members === 'string' ? members : stringifyMembers(members);
}

/** What was cut out of a text keeps all of that in memory. */
function copied(text: string): string {
  return Buffer.from(text).toString();
}

function parseWaiting(line: string): Waiting {
  const [half, key, members, source, position, why] = JSON.parse(line);
  return { half, key, members, source, position, why: why ?? undefined };
}

/** FNV-1a. */
export function partOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at += 1) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  return (hash >>> 0) % PARTS;
}
