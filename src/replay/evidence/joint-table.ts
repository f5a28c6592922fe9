/** Base value × head value with counts: the structure from which nearly everything is computed. */
import type { Row } from '../../impact/evidence.ts';
import { type CellKey, cellText, keyOfCell } from './cell.ts';
import { type TallyParts, TallySum, type Weighting } from './tally.ts';

export type JointTableParts = {
  readonly folded: boolean;
  readonly rows: readonly (readonly [string, string, TallyParts])[];
};

/**
 * Above `cap` different pairs every key is replaced by `fold(key)`. Whether that happens depends only on the set of
 * pairs, so it is the same in whatever order and however many shards they come.
 */
export class JointTable {
  readonly #weighting: Weighting;
  readonly #cap: number;
  readonly #fold: (key: CellKey) => CellKey;
  readonly #squared: boolean;
  #cells = new Map<CellKey, Map<CellKey, TallySum>>();
  #pairs = 0;
  #folded = false;
  /** The cell found last: neighbouring records are often alike. */
  #lastBase: CellKey | undefined;
  #lastHead: CellKey | undefined;
  #lastTally: TallySum | undefined;

  constructor(weighting: Weighting, cap: number, fold: (key: CellKey) => CellKey, squared = false) {
    this.#squared = squared;
    this.#weighting = weighting;
    this.#cap = cap;
    this.#fold = fold;
  }

  get folded(): boolean {
    return this.#folded;
  }

  add(base: CellKey, head: CellKey, weight: number, value: number, times = 1): void {
    if (this.#lastTally === undefined || base !== this.#lastBase || head !== this.#lastHead) {
      this.#lastTally = this.#cell(base, head);
      this.#lastBase = base;
      this.#lastHead = head;
    }
    this.#lastTally.add(weight, value, times);
    if (this.#pairs > this.#cap && !this.#folded) this.#foldAll();
  }

  export(): JointTableParts {
    const rows: [string, string, TallyParts][] = [];
    for (const [base, heads] of this.#cells) {
      for (const [head, tally] of heads) rows.push([cellText(base), cellText(head), tally.export()]);
    }
    return { folded: this.#folded, rows };
  }

  absorb(parts: JointTableParts): void {
    if (parts.folded && !this.#folded) this.#foldAll();
    for (const [base, head, tally] of parts.rows) {
      this.#cell(keyOfCell(base), keyOfCell(head)).absorb(tally);
      if (this.#pairs > this.#cap && !this.#folded) this.#foldAll();
    }
  }

  /** Sorted by base, then head, by code unit. */
  finish(): Row[] {
    const rows: Row[] = [];
    for (const [base, heads] of this.#cells) {
      for (const [head, tally] of heads) rows.push({ base: cellText(base), head: cellText(head), ...tally.finish() });
    }
    return rows.sort((a, b) => order(a.base, b.base) || order(a.head, b.head));
  }

  #cell(base: CellKey, head: CellKey): TallySum {
    const baseKey = this.#folded ? this.#fold(base) : base;
    const headKey = this.#folded ? this.#fold(head) : head;
    let heads = this.#cells.get(baseKey);
    if (!heads) {
      heads = new Map();
      this.#cells.set(baseKey, heads);
    }
    let tally = heads.get(headKey);
    if (!tally) {
      tally = new TallySum(this.#weighting, this.#squared);
      heads.set(headKey, tally);
      this.#pairs += 1;
    }
    return tally;
  }

  #foldAll(): void {
    const cells = this.#cells;
    this.#cells = new Map();
    this.#pairs = 0;
    this.#folded = true;
    this.#lastTally = undefined;
    for (const [base, heads] of cells) {
      for (const [head, tally] of heads) this.#cell(base, head).absorb(tally.export());
    }
  }
}

export function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
