/** A step of a pipeline, compiled in each of its versions. */
import type { Beside, Stage } from '../artifacts/engine.ts';
import type { Write } from '../document/pointer.ts';
import type { Asked } from './across/asked.ts';
import type { Side } from './track.ts';

/** A step made ready to run. */
export interface RunnableStep {
  readonly path: string;
  /** Every variant has one of them, base's the first. */
  readonly versions: readonly StepVersion[];
  /** Schemas replace the document; rules and models write into a copy of it. */
  readonly write: Write | undefined;
  /** The step reads the recorded answer rather than the document. */
  readonly readsRecord: boolean;
  /** By variant, what it asks of all records together; undefined where it asks nothing. */
  readonly asked?: ReadonlyMap<number, readonly Asked[]>;
}

/** A step as some variants have it. */
export interface StepVersion extends Announced {
  /** Bounded: see `stage.ts`. */
  readonly stage: Stage;
  /** What the step can read beside its documents. */
  readonly beside: Beside;
  readonly variants: readonly number[];
}

/** How a version of a step is spoken of: base's, head's, or by the number of one that is neither. */
export interface Announced {
  readonly side: Side;
  readonly version?: number;
}
