/** As many records as stand for a transition. */
const MOST = 5;

/** The first of the recording, so that the same ones are found however it is cut and in whatever order parts come. */
export function firstExamples<T extends { readonly file?: number; readonly position: number }>(
  records: readonly T[],
): T[] {
  return records.toSorted((a, b) => (a.file ?? 0) - (b.file ?? 0) || a.position - b.position).slice(0, MOST);
}
