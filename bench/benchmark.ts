/** What a benchmark is given and what it gives back. Every result is a ratio within one run, so that it means something on any machine. */

export interface Benchmark {
  /** What `npm run bench -- <name>` selects. */
  readonly name: string;
  /** Throws where the two sides do not compute the same, or the program does not end as it should. */
  run(setting: Setting): Promise<Result[]>;
}

export interface Setting {
  /** Path of the program's entry. */
  readonly program: string;
  /** Replay processes: one a core. */
  readonly jobs: number;
  /** How many times each side of a comparison is timed. */
  readonly repeats: number;
  /** 1, or less for a quick look: every number of records is multiplied by it. */
  readonly scale: number;
  /** Of what happens at random. */
  readonly seed: number;
  /** Size of the recording on which memory is measured. */
  readonly largeBytes: number;
  /** An empty folder of the benchmark's own, removed after it. */
  readonly directory: string;
}

export interface Result {
  readonly name: string;
  readonly ours: string;
  readonly comparedWith: string;
  /** Ours over what it is compared with; NaN where there is nothing. */
  readonly ratio: number;
  /** As people read it: `≤ 2.0`; undefined where the ratio is only shown. */
  readonly target?: string;
  readonly met?: boolean;
  /** What keeps the figure from being better. */
  readonly limitedBy: string;
  /** Further figures, line by line, printed below the table. */
  readonly details?: string;
}

/** A target that is an upper bound of the ratio. */
export function atMost(ratio: number, bound: number): Pick<Result, 'ratio' | 'target' | 'met'> {
  return { ratio, target: `≤ ${bound.toFixed(1)}`, met: ratio <= bound };
}
