/** Rankings: how far two lists agree, and which item comes first. */
import type { OutputEvidence } from '../../impact/evidence.ts';
import { jaccard } from '../../impact/jaccard.ts';
import { rankBiasedOverlap } from '../../impact/rank-biased-overlap.ts';
import { type CellKey, canonicalJson, cellKey, Word } from './cell.ts';
import type { Detail } from './detail.ts';
import { foldByHash } from './fold.ts';
import { NamedSums, type SumsParts } from './sums.ts';
import { type TallyParts, TallySum, type Weighting } from './tally.ts';

const PERSISTENCE = 0.9;

interface RankingParts {
  readonly sums: SumsParts;
  readonly top1: TallyParts;
}

export class RankingDetail implements Detail {
  readonly cap = 100_000;
  readonly #sums: NamedSums;
  readonly #top1: TallySum;

  constructor(weighting: Weighting) {
    this.#sums = new NamedSums(['rbo', 'jaccard'], weighting);
    this.#top1 = new TallySum(weighting);
  }

  /** The first item stands for the list. */
  key(shown: unknown): CellKey {
    if (!Array.isArray(shown)) return cellKey(shown);
    return shown.length === 0 ? Word.of('empty') : cellKey(shown[0]);
  }

  fold(key: CellKey): CellKey {
    return foldByHash(key);
  }

  add(base: unknown, head: unknown, weight: number, value: number, times = 1): void {
    if (!Array.isArray(base) || !Array.isArray(head)) return;
    this.#sums.count(weight, times);
    if (base === head) return;
    const from = base.map(itemText);
    const to = head.map(itemText);
    this.#sums.put(0, 1 - rankBiasedOverlap(from, to, PERSISTENCE), weight, times);
    this.#sums.put(1, 1 - jaccard(from, to), weight, times);
    if (from[0] !== to[0]) this.#top1.add(weight, value, times);
  }

  export(): RankingParts {
    return { sums: this.#sums.export(), top1: this.#top1.export() };
  }

  absorb(parts: RankingParts): void {
    this.#sums.absorb(parts.sums);
    this.#top1.absorb(parts.top1);
  }

  finish(): Pick<OutputEvidence, 'sums' | 'top1'> {
    return { sums: this.#sums.finish(), top1: this.#top1.finish() };
  }
}

function itemText(item: unknown): string {
  return canonicalJson(item);
}
