/** How much of each pipeline a page shows, so that one of many pipelines stays as quick to open as one of few. */

export interface Detail {
  /** Segments of one kind. */
  readonly segments: number;
  /** Measures of a segment beyond those that have a limit. */
  readonly everyMeasure: boolean;
  /** Rows of the tables behind a chart. */
  readonly numbers: number;
  /** Marks that show their numbers at the pointer. */
  readonly tips: boolean;
  /** Pipelines with pictures and segments, the worst first; the others have their limits only. */
  readonly pictured: number;
  /** Segments of one kind that have pictures of their own. */
  readonly slices: number;
}

const all = { segments: 40, everyMeasure: true, numbers: 60, tips: true, pictured: Number.POSITIVE_INFINITY };
const some = { segments: 12, everyMeasure: false, numbers: 12, tips: false, slices: 0 };

/** From all there is to the least that still tells why; a page takes the first that keeps it below a megabyte. */
export const details: readonly Detail[] = [
  { ...all, slices: 12 },
  { ...all, slices: 4 },
  { ...all, slices: 0 },
  { ...some, pictured: Number.POSITIVE_INFINITY },
  { ...some, pictured: 20 },
  { ...some, segments: 5, numbers: 5, pictured: 10 },
];
