/** Texts: whether they are the same, how far their words differ, how long they are. The texts themselves are not kept. */
import type { OutputEvidence } from '../../impact/evidence.ts';
import { tokenSetSimilarity } from '../../impact/token-set-similarity.ts';
import { type CellKey, cellKey, Word } from './cell.ts';
import type { Detail } from './detail.ts';
import { NamedSums, type SumsParts } from './sums.ts';
import type { Weighting } from './tally.ts';

export class TextDetail implements Detail {
  readonly cap = 100_000;
  readonly #sums: NamedSums;

  constructor(weighting: Weighting) {
    this.#sums = new NamedSums(['distance', 'length_base', 'length_head'], weighting);
  }

  /** Texts are too many for a table, and are nobody's business. */
  key(shown: unknown): CellKey {
    return shown instanceof Word || shown === undefined ? cellKey(shown) : Word.of('text');
  }

  fold(key: CellKey): CellKey {
    return key;
  }

  add(base: unknown, head: unknown, weight: number, _value: number, times: number): void {
    if (typeof base !== 'string' || typeof head !== 'string') return;
    this.#sums.count(weight, times);
    this.#sums.put(1, base.length, weight, times);
    this.#sums.put(2, head.length, weight, times);
    if (base !== head) this.#sums.put(0, 1 - tokenSetSimilarity(base, head), weight, times);
  }

  export(): SumsParts {
    return this.#sums.export();
  }

  absorb(parts: SumsParts): void {
    this.#sums.absorb(parts);
  }

  finish(): Pick<OutputEvidence, 'sums'> {
    return { sums: this.#sums.finish() };
  }
}
