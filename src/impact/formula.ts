/** What a formula of an output's measure is given, and what it gives. */
import { cellText } from './cell.ts';
import type { Cell, OutputEvidence } from './evidence.ts';
import { type Marginals, marginalsOf } from './marginals.ts';
import type { Measured } from './measured.ts';
import type { Sampling } from './sampling.ts';

/** The evidence of one output, with what several formulas make of it. */
export interface Observed {
  readonly output: OutputEvidence;
  readonly sampling: Sampling;
  /** Of the joint table; made when first asked for. */
  readonly margins: Marginals;
  /** The cells of the joint table by what people call them; made when first asked for. */
  readonly called: ReadonlyMap<string, Cell>;
}

/** A measure by its whole name, `share.short`, and what stands behind the separator; empty without a parameter. */
export interface Asked {
  readonly name: string;
  readonly parameter: string;
}

/** Undefined where the evidence lacks what the formula is about: a segment has no histograms. */
export type Formula = (observed: Observed, asked: Asked) => Measured | undefined;

/** For which parameters an output is measured. `named`: those that limits name, as they are written there. */
export type Parameters = (observed: Observed, named: readonly string[]) => readonly string[];

export function observe(output: OutputEvidence, sampling: Sampling): Observed {
  let margins: Marginals | undefined;
  let called: ReadonlyMap<string, Cell> | undefined;
  return {
    output,
    sampling,
    get margins() {
      margins ??= marginalsOf(output.table);
      return margins;
    },
    get called() {
      called ??= new Map(this.margins.cells.map((cell) => [cellText(cell), cell]));
      return called;
    },
  };
}
