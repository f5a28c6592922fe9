/** Parts rows that DuckDB hands out at once, so that their texts have room in a process as JavaScript's. */

/** Of the first rows nobody knows how long they are. */
const FIRST_ROWS = 64;
const FEWEST_ROWS = 8;
const GROWTH = 4;
/** Characters of a batch. */
const MOST_CHARACTERS = 4_000_000;
/** One of so many records is looked at. */
const LOOKED_AT = 8;
/** What else there is to a record. */
const CHARACTERS_OF_NONE = 8;

export class Slices {
  #rows = FIRST_ROWS;

  /** The rows of a chunk in runs, at least one of them; how long the next one is goes by the records of the one before. */
  *of(indices: readonly number[]): Generator<readonly number[]> {
    let at = 0;
    do {
      const end = at + this.#rows;
      yield indices.slice(at, end);
      at = end;
    } while (at < indices.length);
  }

  weigh(records: readonly unknown[]): void {
    const some = records.filter((_, index) => index % LOOKED_AT === 0);
    if (some.length === 0) return;
    const mean = some.reduce<number>((sum, record) => sum + charactersOf(record), 0) / some.length;
    this.#rows = Math.max(FEWEST_ROWS, Math.min(GROWTH * this.#rows, Math.floor(MOST_CHARACTERS / mean)));
  }
}

function charactersOf(value: unknown): number {
  if (typeof value === 'string') return CHARACTERS_OF_NONE + value.length;
  if (typeof value !== 'object' || value === null) return CHARACTERS_OF_NONE;
  return Object.values(value).reduce<number>((sum, member) => sum + charactersOf(member), CHARACTERS_OF_NONE);
}
