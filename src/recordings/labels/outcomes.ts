/** Outcomes by the id of their request, of which the newest counts; in parts, so that one of them fits into memory. */
import { existsSync } from 'node:fs';
import { appendFile, rm } from 'node:fs/promises';
import { stringify } from '../../document/stringify.ts';
import { partOf } from '../envelopes/join.ts';
import { decodeJson } from '../envelopes/payload.ts';
import type { RecordedRequest } from '../record.ts';
import { scratchLines } from '../scratch-lines.ts';
import { compareTimes } from '../window/instant.ts';

interface Outcome {
  readonly label: unknown;
  /** ISO 8601; undefined where the row does not say. */
  readonly time: string | undefined;
  isUsed: boolean;
}

export class Outcomes {
  readonly #byId = new Map<string, Outcome>();
  duplicates = 0;

  add({ id, label, time }: Pick<RecordedRequest, 'id' | 'label' | 'time'>): void {
    if (id === undefined) return;
    const known = this.#byId.get(id);
    if (known) this.duplicates += 1;
    // A row without a time is older than any that has one.
    if (known?.time !== undefined && (time === undefined || compareTimes(time, known.time) < 0)) return;
    this.#byId.set(id, { label, time, isUsed: false });
  }

  labelOf(id: string): unknown {
    const outcome = this.#byId.get(id);
    if (outcome) outcome.isUsed = true;
    return outcome?.label;
  }

  get strangers(): number {
    return [...this.#byId.values()].filter(({ isUsed }) => !isUsed).length;
  }
}

/** Lines of JSON on disk, in parts by an id. */
export class Parts implements AsyncDisposable {
  readonly #path: string;
  readonly #count: number;
  #pending = new Map<number, string[]>();

  constructor(path: string, count: number) {
    this.#path = path;
    this.#count = count;
  }

  add(id: string, line: unknown): void {
    const part = partOf(id) % this.#count;
    const own = this.#pending.get(part) ?? [];
    this.#pending.set(part, own);
    own.push(`${stringify(line)}\n`);
  }

  /** To be called now and then, and waited for. */
  async flush(): Promise<void> {
    for (const [part, own] of this.#pending) await appendFile(this.#of(part), own.join(''));
    this.#pending = new Map();
  }

  async *read(part: number): AsyncGenerator<unknown> {
    const path = this.#of(part);
    // A part that no id falls into has no file.
    if (!existsSync(path)) return;
    for await (const line of scratchLines(path)) {
      const decoded = decodeJson(line);
      if (decoded.why === undefined) yield decoded.value;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (let part = 0; part < this.#count; part += 1) await rm(this.#of(part), { force: true });
  }

  #of(part: number): string {
    return `${this.#path}-${part}`;
  }
}
