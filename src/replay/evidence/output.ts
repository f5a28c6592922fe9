/**
 * Adds up what one output showed at base and at head. Each kind of output has its file; all of them keep the joint
 * table and the count of changes that every kind has.
 */
import type { OutputEvidence, Tally } from '../../impact/evidence.ts';
import { CategoryDetail } from './category.ts';
import { cellText, FAILED, MISSING, REJECTED, Word } from './cell.ts';
import type { Detail, OutputSpec } from './detail.ts';
import { differ } from './differ.ts';
import { JointTable, type JointTableParts } from './joint-table.ts';
import { NumberDetail } from './number.ts';
import { RankingDetail } from './ranking.ts';
import { type TallyParts, TallySum, type Weighting } from './tally.ts';
import { TextDetail } from './text.ts';

export interface OutputParts {
  readonly total: TallyParts;
  readonly changed: TallyParts;
  readonly table: JointTableParts;
  readonly detail: unknown;
}

export class OutputSum {
  readonly #spec: OutputSpec;
  readonly #isNumeric: boolean;
  readonly #total: TallySum;
  readonly #changed: TallySum;
  readonly #table: JointTable;
  readonly #detail: Detail;

  constructor(spec: OutputSpec, weighting: Weighting) {
    this.#spec = spec;
    this.#isNumeric = spec.kind === 'number' || spec.kind === 'probability';
    this.#detail = createDetail(spec, weighting);
    this.#total = new TallySum(weighting);
    this.#changed = new TallySum(weighting);
    this.#table = new JointTable(weighting, this.#detail.cap, (key) => this.#detail.fold(key));
  }

  /** `base` and `head`: values at the output's pointer or words; the same object on both sides is no change. */
  add(shownAtBase: unknown, shownAtHead: unknown, label: unknown, weight: number, value: number, times = 1): void {
    const detail = this.#detail;
    const base = this.#read(shownAtBase);
    const head = this.#settle(base, shownAtBase === shownAtHead ? base : this.#read(shownAtHead));
    this.#total.add(weight, value, times);
    if (this.#differ(base, head)) this.#changed.add(weight, value, times);
    const baseKey = detail.key(base);
    this.#table.add(baseKey, base === head ? baseKey : detail.key(head), weight, value, times);
    detail.add(base, head, weight, value, times);
    if (label !== undefined && this.#spec.labelled) detail.addLabel?.(base, head, label, weight, times);
  }

  export(): OutputParts {
    return {
      total: this.#total.export(),
      changed: this.#changed.export(),
      table: this.#table.export(),
      detail: this.#detail.export(),
    };
  }

  absorb(parts: OutputParts): void {
    this.#total.absorb(parts.total);
    this.#changed.absorb(parts.changed);
    this.#table.absorb(parts.table);
    this.#detail.absorb(parts.detail);
  }

  /** `squares`: Σ weight² of all records that were added here, which are the same for every output. */
  finish({ squares }: Pick<Tally, 'squares'> = {}): OutputEvidence {
    const { rows, folded } = keepMostFrequent(this.#table.finish());
    return {
      name: this.#spec.name,
      kind: this.#spec.kind,
      total: { ...this.#total.finish(), ...(squares !== undefined && { squares }) },
      changed: this.#changed.finish(),
      table: rows,
      folded: folded || this.#table.folded,
      ...this.#detail.finish(),
    };
  }

  /** Numbers of kind number are doubles; what needs more digits is a category. */
  #read(shown: unknown): unknown {
    return this.#isNumeric && typeof shown === 'bigint' ? Number(shown) : shown;
  }

  /** Head's value; base's where only the last bits differ, since no measure should see what `changed` does not. */
  #settle(base: unknown, head: unknown): unknown {
    if (base === head || !this.#isNumeric || typeof base !== 'number' || typeof head !== 'number') return head;
    return differ(this.#spec.kind, 0, base, head) ? head : base;
  }

  #differ(base: unknown, head: unknown): boolean {
    if (base === head) return false;
    if (base instanceof Word || head instanceof Word) return true;
    return differ(this.#spec.kind, this.#spec.tolerance, base, head);
  }
}

/** What this kind of output adds to the table. */
export function createDetail(spec: OutputSpec, weighting: Weighting): Detail {
  switch (spec.kind) {
    case 'category':
      return new CategoryDetail(spec, weighting);
    case 'number':
    case 'probability':
      return new NumberDetail(spec, weighting);
    case 'ranking':
      return new RankingDetail(weighting);
    case 'text':
      return new TextDetail(weighting);
    default:
      return spec.kind satisfies never;
  }
}

const MOST_SHOWN = 1000;
const ENDS = [REJECTED, FAILED, MISSING].map(cellText);

/**
 * Beyond the 1,000 values that are most frequent at base, values are counted together as `other`. What became of records
 * that gave no value stays visible, however few they are.
 */
function keepMostFrequent(rows: OutputEvidence['table']): { rows: OutputEvidence['table']; folded: boolean } {
  const atBase = new Map<string, number>();
  for (const row of rows) {
    atBase.set(row.base, (atBase.get(row.base) ?? 0) + row.weight);
    if (!atBase.has(row.head)) atBase.set(row.head, 0);
  }
  if (atBase.size <= MOST_SHOWN) return { rows, folded: false };
  const ranked = [...atBase].sort(([a, weightA], [b, weightB]) => weightB - weightA || (a < b ? -1 : 1));
  const kept = new Set([...ENDS, ...ranked.slice(0, MOST_SHOWN).map(([cell]) => cell)]);
  const table = new Map<string, OutputEvidence['table'][number]>();
  for (const row of rows) {
    const base = kept.has(row.base) ? row.base : cellText(Word.of('other'));
    const head = kept.has(row.head) ? row.head : cellText(Word.of('other'));
    const key = JSON.stringify([base, head]);
    const sum = table.get(key) ?? { base, head, records: 0, weight: 0, value: 0 };
    table.set(key, {
      base,
      head,
      records: sum.records + row.records,
      weight: sum.weight + row.weight,
      value: sum.value + row.value,
    });
  }
  return { rows: [...table.values()], folded: true };
}
