/**
 * Replay processes that start before anybody knows what they will read, while git is asked and weir.yml is checked: a
 * short check would else wait for them. Their lock leaves one folder open, into which their starter, and nobody else,
 * puts links to the recordings once these are known; Node's permission model looks at the link's path alone.
 */
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Budget } from '../artifacts/manifest.ts';
import type { Lock } from './lock.ts';
import { ReplayProcess } from './process.ts';
import type { Room } from './room.ts';

/** Processes that wait for their first task. */
export interface Started {
  readonly processes: readonly ReplayProcess[];
  /** Of them, and of those that are to take their place. */
  readonly lock: Lock;
  /** Where these processes, and everybody else, can read a file of the lock that was asked for. */
  pathOf(path: string): string;
}

export class HeadStart implements AsyncDisposable {
  readonly #folder = mkdtempSync(join(tmpdir(), 'weir-replay-'));
  readonly #lock: Lock = { reads: [join(this.#folder, '*')], addons: false };
  readonly #budget: Budget;
  readonly #processes: ReplayProcess[];
  /** Whoever takes them ends them. */
  #isTaken = false;

  /** @param count more than a few would keep the starter from what it has to do meanwhile */
  constructor(count: number, budget: Budget) {
    this.#budget = budget;
    this.#processes = Array.from({ length: count }, () => new ReplayProcess(this.#lock, budget));
  }

  /** A process that may do something which reads no recording before it is taken. */
  get first(): ReplayProcess | undefined {
    return this.#processes[0];
  }

  /** Has them load engines that they may need, while nobody knows yet whether they do. */
  expect(engines: readonly string[]): void {
    for (const process of this.#processes) process.send({ type: 'expect', engines });
  }

  /** Starts more of them, up to so many, before they are taken. */
  grow(count: number): void {
    while (this.#processes.length < count) this.#processes.push(new ReplayProcess(this.#lock, this.#budget));
  }

  /** Whether these processes have what is needed, and nobody has taken them yet. */
  serves({ lock: { addons }, budget }: Room): boolean {
    return !this.#isTaken && !addons && isSame(budget, this.#budget);
  }

  /** Undefined where these processes will not do: they were taken, they need more, or there is no making links here. */
  take(room: Room): Started | undefined {
    if (!this.serves(room)) return undefined;
    const { reads } = room.lock;
    const paths = new Map<string, string>();
    try {
      for (const [index, path] of reads.entries()) {
        const link = join(this.#folder, String(index));
        symlinkSync(path, link);
        paths.set(path, link);
      }
    } catch {
      // Windows lets few users make links.
      return undefined;
    }
    this.#isTaken = true;
    return { processes: this.#processes, lock: this.#lock, pathOf: (path) => paths.get(path) ?? path };
  }

  /** Ends these processes where others take their place: each that waits holds 60 MB. Not those that were taken. */
  giveUp(): void {
    if (this.#isTaken) return;
    this.#isTaken = true;
    for (const process of this.#processes) process.end();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#processes.map((process) => process.close()));
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function isSame(one: Budget, other: Budget): boolean {
  return one.milliseconds === other.milliseconds && one.megabytes === other.megabytes;
}
