/** Slices of the traffic: the same sums as for the whole, for each value at each declared pointer. */
import type { SegmentEvidence } from '../../impact/evidence.ts';
import { FEWEST_RECORDS } from '../../impact/fewest-records.ts';
import { type CellKey, cellKey, cellText, keyOfCell, Word } from './cell.ts';
import type { OutputSpec } from './detail.ts';
import { order } from './joint-table.ts';
import { type OutputParts, OutputSum } from './output.ts';
import { type TallyParts, TallySum, type Weighting } from './tally.ts';

/** A pointer with more values than this is an identifier, no segment: its records all go to `other`. */
const MOST_VALUES = 10_000;
const MOST_SHOWN = 100;

const OTHER = Word.of('other');

export interface SegmentsParts {
  readonly folded: boolean;
  readonly segments: readonly (readonly [string, SegmentParts])[];
}

interface SegmentParts {
  readonly total: TallyParts;
  readonly outputs: readonly OutputParts[];
}

/** Sums of one segment. */
class SegmentSum {
  readonly total: TallySum;
  readonly outputs: readonly OutputSum[];

  constructor(specs: readonly OutputSpec[], weighting: Weighting) {
    this.total = new TallySum(weighting, true);
    this.outputs = specs.map((spec) => new OutputSum(spec, weighting));
  }

  export(): SegmentParts {
    return { total: this.total.export(), outputs: this.outputs.map((output) => output.export()) };
  }

  absorb(parts: SegmentParts): void {
    this.total.absorb(parts.total);
    parts.outputs.forEach((output, index) => {
      this.outputs[index]?.absorb(output);
    });
  }
}

/** All segments at one pointer. */
export class SegmentsSum {
  readonly #pointer: string;
  readonly #create: () => SegmentSum;
  #segments = new Map<CellKey, SegmentSum>();
  #folded = false;

  constructor(pointer: string, specs: readonly OutputSpec[], weighting: Weighting) {
    this.#pointer = pointer;
    const slim = specs.map((spec) => ({ ...spec, histograms: false }));
    this.#create = () => new SegmentSum(slim, weighting);
  }

  /** The sums of the segment with this value, to which the caller adds the record. */
  at(value: unknown): SegmentSum {
    const segment = this.#get(cellKey(value));
    if (this.#segments.size > MOST_VALUES && !this.#folded) {
      this.#foldAll();
      return this.#get(OTHER);
    }
    return segment;
  }

  export(): SegmentsParts {
    return {
      folded: this.#folded,
      segments: [...this.#segments].map(([key, segment]) => [cellText(key), segment.export()]),
    };
  }

  absorb(parts: SegmentsParts): void {
    if (parts.folded && !this.#folded) this.#foldAll();
    for (const [text, segment] of parts.segments) {
      this.#get(keyOfCell(text)).absorb(segment);
      if (this.#segments.size > MOST_VALUES && !this.#folded) this.#foldAll();
    }
  }

  /** The 100 largest with at least 10 records, largest first, then `other`. */
  finish(): SegmentEvidence[] {
    const ranked = [...this.#segments].sort(
      ([a, one], [b, two]) => two.total.records - one.total.records || order(cellText(a), cellText(b)),
    );
    const other = this.#create();
    const shown: SegmentEvidence[] = [];
    for (const [key, segment] of ranked) {
      const keep = key !== OTHER && shown.length < MOST_SHOWN && segment.total.records >= FEWEST_RECORDS;
      if (keep) shown.push(this.#evidence(cellText(key), segment));
      else other.absorb(segment.export());
    }
    return other.total.records > 0 ? [...shown, this.#evidence(OTHER.text, other)] : shown;
  }

  #evidence(value: string, segment: SegmentSum): SegmentEvidence {
    const total = segment.total.finish();
    return { pointer: this.#pointer, value, total, outputs: segment.outputs.map((output) => output.finish(total)) };
  }

  #get(key: CellKey): SegmentSum {
    const place = this.#folded ? OTHER : key;
    const known = this.#segments.get(place);
    if (known) return known;
    const segment = this.#create();
    this.#segments.set(place, segment);
    return segment;
  }

  #foldAll(): void {
    const other = this.#create();
    for (const segment of this.#segments.values()) other.absorb(segment.export());
    this.#segments = new Map([[OTHER, other]]);
    this.#folded = true;
  }
}
