/** Gathers what a reader finds into batches; the one place that decides which records of a shard are parsed. */
import { describeSyntaxError } from './json-error.ts';
import type { Batch, Malformed, Stripe, Want } from './reader.ts';

/** A record that is longer is malformed: parsing it could take the process's memory. */
export const maxRecordBytes = 64 * 1024 * 1024;

/** A record that is nested deeper is malformed: whatever recurses along it could run out of stack. */
const mostLevels = 1000;

const recordsPerBatch = 1024;
const skippedPerBatch = 65_536;

/** Every record of a file, in order, must pass `takes` once: that is what numbers them for the stripes. */
export class BatchBuilder {
  private records: unknown[] = [];
  private positions: number[] = [];
  private malformed: Malformed[] = [];
  private skipped = 0;
  private ordinal = 0;
  private readonly stripe: Stripe;
  private readonly want: Want;

  constructor(stripe: Stripe, want: Want) {
    this.stripe = stripe;
    this.want = want;
  }

  /** Whether the next record of the file, which starts at `position`, is to be read. */
  takes(position: number): boolean {
    const { index, of } = this.stripe;
    if (of > 1 && this.ordinal++ % of !== index) return false;
    if (this.want(position)) return true;
    this.skipped++;
    return false;
  }

  add(record: unknown, position: number): void {
    this.records.push(record);
    this.positions.push(position);
  }

  /** Adds the record that the text holds, or notes where the text stops being JSON. */
  parse(text: string, position: number, line?: number): void {
    let record: unknown;
    try {
      record = JSON.parse(text);
    } catch {
      this.reject({ position, line, message: describeSyntaxError(text) });
      return;
    }
    // A level takes two brackets, so most records are too short to be looked through.
    if (text.length > 2 * mostLevels && levels(text) > mostLevels) {
      this.reject({ position, line, message: `nested more than ${mostLevels} levels deep` });
      return;
    }
    this.add(record, position);
  }

  reject(malformed: Malformed): void {
    this.malformed.push(malformed);
  }

  get isFull(): boolean {
    return this.records.length + this.malformed.length >= recordsPerBatch || this.skipped >= skippedPerBatch;
  }

  get isEmpty(): boolean {
    return this.records.length + this.malformed.length + this.skipped === 0;
  }

  /** Hands over what was gathered and starts anew. */
  take(): Batch {
    const { records, positions, skipped, malformed } = this;
    this.records = [];
    this.positions = [];
    this.malformed = [];
    this.skipped = 0;
    return { records, positions, skipped, malformed };
  }
}

/** How deep a JSON text is nested at most. Brackets inside strings count as well, which no honest record has so many of. */
function levels(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charCodeAt(index);
    if (character === 0x5b || character === 0x7b) {
      depth += 1;
      if (depth > deepest) deepest = depth;
    } else if (character === 0x5d || character === 0x7d) depth -= 1;
  }
  return deepest;
}
