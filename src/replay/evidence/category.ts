/** Categories: the joint table says it all; labels add a third axis. */
import type { LabelEvidence } from '../../impact/evidence.ts';
import { type CellKey, cellKey, cellText, keyOfCell } from './cell.ts';
import type { Detail, OutputSpec } from './detail.ts';
import { foldByHash } from './fold.ts';
import { JointTable, type JointTableParts, order } from './joint-table.ts';
import { TallySum, type Weighting } from './tally.ts';

const MOST_PAIRS = 100_000;

interface CategoryParts {
  readonly byLabel: readonly (readonly [string, JointTableParts])[];
}

export class CategoryDetail implements Detail {
  readonly cap = MOST_PAIRS;
  readonly #weighting: Weighting;
  readonly #labelled: boolean;
  readonly #byLabel = new Map<CellKey, JointTable>();

  constructor(spec: OutputSpec, { weighted }: Weighting) {
    this.#weighting = { weighted, valued: false };
    this.#labelled = spec.labelled;
  }

  key(shown: unknown): CellKey {
    return cellKey(shown);
  }

  fold(key: CellKey): CellKey {
    return foldByHash(key);
  }

  add(): void {}

  addLabel(base: unknown, head: unknown, label: unknown, weight: number, times: number): void {
    this.#table(cellKey(label)).add(cellKey(base), cellKey(head), weight, 0, times);
  }

  export(): CategoryParts {
    return { byLabel: [...this.#byLabel].map(([label, table]) => [cellText(label), table.export()]) };
  }

  absorb(parts: CategoryParts): void {
    for (const [label, table] of parts.byLabel) this.#table(keyOfCell(label)).absorb(table);
  }

  finish(): { labels?: LabelEvidence } {
    if (!this.#labelled) return {};
    const total = new TallySum(this.#weighting, true);
    const labels = [...this.#byLabel].map(([label, table]) => [cellText(label), table] as const);
    const table = labels
      .sort(([a], [b]) => order(a, b))
      .flatMap(([label, joint]) => {
        for (const [, , tally] of joint.export().rows) total.absorb(tally);
        return joint.finish().map((row) => ({ ...row, label }));
      });
    return { labels: { total: total.finish(), table } };
  }

  #table(label: CellKey): JointTable {
    const known = this.#byLabel.get(label);
    if (known) return known;
    const table = new JointTable(this.#weighting, MOST_PAIRS, foldByHash, true);
    this.#byLabel.set(label, table);
    return table;
  }
}
