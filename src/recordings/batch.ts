/** Gathers what a reader finds into batches; the one place that decides which records of a shard are parsed. */
import { RecordParser, Unparsable } from './parse-record.ts';
import type { Batch, Malformed, RecordFilter, Stripe } from './reader.ts';

/** A record that is longer is malformed: parsing it could take the process's memory. */
export const maxRecordBytes = 64 * 1024 * 1024;

const recordsPerBatch = 1024;
/** A batch of longer records than usual would outlive many collections. */
const charactersPerBatch = 4_000_000;
const skippedPerBatch = 65_536;
/** Fewer, so that progress is told. */
const knownPerBatch = 4096;

/** Every record of a file, in order, must pass `takes` once: that is what numbers them for the stripes. */
export class BatchBuilder {
  private records: unknown[] = [];
  private positions: number[] = [];
  private malformed: Malformed[] = [];
  private skipped = 0;
  private known = 0;
  private characters = 0;
  private ordinal = 0;
  private readonly stripe: Stripe;
  private readonly accepts: RecordFilter;
  private readonly parser = new RecordParser();

  constructor(stripe: Stripe, accepts: RecordFilter) {
    this.stripe = stripe;
    this.accepts = accepts;
  }

  /** Whether the next record of the file, which starts at `position`, is to be read. */
  takes(position: number): boolean {
    const { index, of } = this.stripe;
    if (of > 1 && this.ordinal++ % of !== index) return false;
    if (this.accepts(position)) return true;
    this.skipped++;
    return false;
  }

  /** @param characters about how long it is */
  add(record: unknown, position: number, characters = 0): void {
    this.characters += characters;
    this.records.push(record);
    this.positions.push(position);
  }

  /**
   * Adds the record that the text holds, or notes why it holds none.
   * @param mayHoldLong false where it is known that no 16 digits stand in a row
   */
  parse(text: string, position: number, line?: number, mayHoldLong = true): void {
    const record = this.parser.parse(text, mayHoldLong);
    // A text of several lines, whose first is known.
    const at = line !== undefined && record instanceof Unparsable ? line + record.lines : line;
    if (record instanceof Unparsable) this.reject({ position, line: at, message: record.message });
    else this.add(record, position, text.length);
  }

  /** So many records that a screen has counted. */
  pass(records: number): void {
    this.known += records;
  }

  reject(malformed: Malformed): void {
    this.malformed.push(malformed);
  }

  get isFull(): boolean {
    const { records, malformed, skipped, known, characters } = this;
    if (characters >= charactersPerBatch) return true;
    return records.length + malformed.length >= recordsPerBatch || skipped >= skippedPerBatch || known >= knownPerBatch;
  }

  get isEmpty(): boolean {
    return this.records.length + this.malformed.length + this.skipped + this.known === 0;
  }

  /** Hands over what was gathered and starts anew. */
  take(): Batch {
    const { records, positions, skipped, malformed, known } = this;
    this.records = [];
    this.positions = [];
    this.malformed = [];
    this.skipped = 0;
    this.known = 0;
    this.characters = 0;
    return { records, positions, skipped, malformed, ...(known > 0 && { known }) };
  }
}
