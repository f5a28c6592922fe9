/** The same sums once more for each week of the traffic. */

/** Traffic of more weeks than this is not cut: five years, or times that are none. */
const MOST_WEEKS = 260;

/** What is added up for one week. */
interface Sum<Parts> {
  export(): Parts;
  absorb(parts: Parts): void;
}

export interface WeeksParts<Parts> {
  readonly folded: boolean;
  readonly weeks: readonly (readonly [week: number, parts: Parts])[];
}

export class WeeksSum<Parts, S extends Sum<Parts>> {
  readonly #create: () => S;
  readonly #weeks = new Map<number, S>();
  /** Of weeks that only one shard has had so far: most stay so, and are handed on as they came. */
  readonly #unopened = new Map<number, Parts>();
  #folded = false;

  constructor(create: () => S) {
    this.#create = create;
  }

  /** The sums of a week, to which the caller adds; undefined where there are too many weeks. */
  at(week: number): S | undefined {
    const known = this.#weeks.get(week) ?? this.#open(week);
    if (known) return known;
    if (!this.#hasRoom()) return undefined;
    const sum = this.#create();
    this.#weeks.set(week, sum);
    return sum;
  }

  export(): WeeksParts<Parts> {
    const opened = [...this.#weeks].map(([week, sum]) => [week, sum.export()] as const);
    return { folded: this.#folded, weeks: [...opened, ...this.#unopened] };
  }

  absorb({ folded, weeks }: WeeksParts<Parts>): void {
    if (folded) this.#fold();
    for (const [week, parts] of weeks) {
      if (this.#weeks.has(week) || this.#unopened.has(week)) this.at(week)?.absorb(parts);
      else if (this.#hasRoom()) this.#unopened.set(week, parts);
    }
  }

  /** In their order; empty where there are too many. */
  list(): (readonly [week: number, sum: S])[] {
    for (const week of [...this.#unopened.keys()]) this.#open(week);
    return [...this.#weeks].sort(([a], [b]) => a - b);
  }

  #open(week: number): S | undefined {
    const parts = this.#unopened.get(week);
    if (parts === undefined) return undefined;
    const sum = this.#create();
    sum.absorb(parts);
    this.#unopened.delete(week);
    this.#weeks.set(week, sum);
    return sum;
  }

  /** For one more. */
  #hasRoom(): boolean {
    if (!this.#folded && this.#weeks.size + this.#unopened.size >= MOST_WEEKS) this.#fold();
    return !this.#folded;
  }

  #fold(): void {
    this.#folded = true;
    this.#weeks.clear();
    this.#unopened.clear();
  }
}
