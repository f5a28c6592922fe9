/** Numbers and probabilities: histograms of both sides, sums of the differences, crossings of thresholds, label scores. */
import type { LabelEvidence, OutputEvidence } from '../../impact/evidence.ts';
import { coarseBin } from './bins.ts';
import { type CellKey, cellKey, Word } from './cell.ts';
import type { Detail, OutputSpec } from './detail.ts';
import { foldByHash } from './fold.ts';
import { type HistogramParts, HistogramSum } from './histogram.ts';
import { NamedSums, type SumsParts } from './sums.ts';
import { type TallyParts, TallySum, type Weighting } from './tally.ts';

/** Above so many pairs of values the joint table shows coarse bins. */
const MOST_PAIRS = 400;

interface NumberParts {
  readonly sums: SumsParts;
  readonly histograms: readonly HistogramParts[];
  readonly flips: readonly (readonly [TallyParts, TallyParts])[];
  readonly brier?: SumsParts;
  readonly scores?: readonly HistogramParts[];
}

export class NumberDetail implements Detail {
  readonly cap = MOST_PAIRS;
  readonly #spec: OutputSpec;
  readonly #kind: 'number' | 'probability';
  readonly #sums: NamedSums;
  readonly #base: HistogramSum;
  readonly #head: HistogramSum;
  readonly #flips: readonly { threshold: number; up: TallySum; down: TallySum }[];
  readonly #brier: NamedSums;
  /** Base positive, base negative, head positive, head negative. */
  readonly #scores: readonly HistogramSum[];

  constructor(spec: OutputSpec, weighting: Weighting) {
    this.#spec = spec;
    this.#kind = spec.kind === 'probability' ? 'probability' : 'number';
    this.#sums = new NamedSums(['base', 'head', 'difference', 'magnitude', 'digits'], weighting);
    this.#base = new HistogramSum(weighting);
    this.#head = new HistogramSum(weighting);
    this.#flips = spec.thresholds.map((threshold) => ({
      threshold,
      up: new TallySum(weighting),
      down: new TallySum(weighting),
    }));
    this.#brier = new NamedSums(['brier_base', 'brier_head'], weighting);
    this.#scores = [0, 1, 2, 3].map(() => new HistogramSum(weighting));
  }

  key(shown: unknown): CellKey {
    return cellKey(shown);
  }

  fold(key: CellKey): CellKey {
    if (typeof key === 'number' && Number.isFinite(key)) {
      const bin = coarseBin(key, this.#kind);
      return bin.startsWith('[') ? Word.of(bin) : key;
    }
    return typeof key === 'number' ? key : foldByHash(key);
  }

  add(base: unknown, head: unknown, weight: number, value: number, times = 1): void {
    const baseUsable = usable(base);
    const headUsable = usable(head);
    if (this.#spec.histograms) {
      if (baseUsable) this.#base.add(base, weight, times);
      if (headUsable) this.#head.add(head, weight, times);
    }
    if (!baseUsable || !headUsable) return;
    this.#sums.count(weight, times);
    this.#sums.put(0, base, weight, times);
    this.#sums.put(1, head, weight, times);
    if (base === head) return;
    this.#sums.put(2, head - base, weight, times);
    this.#sums.put(3, Math.abs(head - base), weight, times);
    if (!Number.isSafeInteger(base) || !Number.isSafeInteger(head))
      this.#sums.put(4, Math.abs(base) + Math.abs(head), weight, times);
    for (const { threshold, up, down } of this.#flips) {
      if (base < threshold && head >= threshold) up.add(weight, value, times);
      if (base >= threshold && head < threshold) down.add(weight, value, times);
    }
  }

  addLabel(base: unknown, head: unknown, label: unknown, weight: number, times: number): void {
    const truth = label === 1 || label === true ? 1 : label === 0 || label === false ? 0 : undefined;
    if (truth === undefined || this.#kind !== 'probability' || !usable(base) || !usable(head)) return;
    this.#brier.count(weight, times);
    this.#brier.put(0, (base - truth) ** 2, weight, times);
    this.#brier.put(1, (head - truth) ** 2, weight, times);
    this.#scores[1 - truth]?.add(base, weight, times);
    this.#scores[3 - truth]?.add(head, weight, times);
  }

  export(): NumberParts {
    return {
      sums: this.#sums.export(),
      histograms: this.#spec.histograms ? [this.#base.export(), this.#head.export()] : [],
      flips: this.#flips.map(({ up, down }) => [up.export(), down.export()]),
      ...(this.#scored && { brier: this.#brier.export(), scores: this.#scores.map((scores) => scores.export()) }),
    };
  }

  absorb(parts: NumberParts): void {
    this.#sums.absorb(parts.sums);
    const [base, head] = parts.histograms;
    if (base) this.#base.absorb(base);
    if (head) this.#head.absorb(head);
    parts.flips.forEach(([up, down], index) => {
      this.#flips[index]?.up.absorb(up);
      this.#flips[index]?.down.absorb(down);
    });
    if (parts.brier) this.#brier.absorb(parts.brier);
    parts.scores?.forEach((scores, index) => {
      this.#scores[index]?.absorb(scores);
    });
  }

  finish(): Pick<OutputEvidence, 'sums' | 'histograms' | 'flips' | 'labels'> {
    return {
      sums: this.#sums.finish(),
      ...(this.#spec.histograms && { histograms: { base: this.#base.finish(), head: this.#head.finish() } }),
      ...(this.#flips.length > 0 && {
        flips: this.#flips.map(({ threshold, up, down }) => ({ threshold, up: up.finish(), down: down.finish() })),
      }),
      ...(this.#scored && { labels: this.#finishLabels() }),
    };
  }

  get #scored(): boolean {
    return this.#spec.labelled && this.#kind === 'probability';
  }

  #finishLabels(): LabelEvidence {
    const sums = this.#brier.finish();
    const { records, weight, squares } = sums;
    const [basePositive, baseNegative, headPositive, headNegative] = this.#scores.map((scores) => scores.finish());
    const none = { exact: true, bins: [] };
    return {
      total: { records, weight, value: 0, ...(squares !== undefined && { squares }) },
      sums,
      scores: {
        base: { positive: basePositive ?? none, negative: baseNegative ?? none },
        head: { positive: headPositive ?? none, negative: headNegative ?? none },
      },
    };
  }
}

function usable(shown: unknown): shown is number {
  return typeof shown === 'number' && Number.isFinite(shown);
}
