/** Records that are being read. They come, and are asked for, in the order of the file. */
export class Pending {
  #positions: number[] = [];
  #keys: number[] = [];
  #weeks: number[] = [];
  /** The first one that was not asked for. */
  #next = 0;

  /** @param week the number of the week of its time; below 0 where that is not known */
  add(position: number, key: number, week: number): void {
    this.#positions.push(position);
    this.#keys.push(key);
    this.#weeks.push(week);
  }

  /** The key of the record at a position; undefined where none is there. The same may be asked again, and then those behind it. */
  at(position: number): number | undefined {
    while ((this.#positions[this.#next] ?? Number.POSITIVE_INFINITY) < position) this.#next += 1;
    return this.#positions[this.#next] === position ? this.#keys[this.#next] : undefined;
  }

  /** The week of the record that was found last; undefined where it is not known. */
  get week(): number | undefined {
    const week = this.#weeks[this.#next] ?? -1;
    return week < 0 ? undefined : week;
  }

  /** The keys of all that were added since the last call. */
  take(): readonly number[] {
    const keys = this.#keys;
    this.#positions = [];
    this.#keys = [];
    this.#weeks = [];
    this.#next = 0;
    return keys;
  }
}
