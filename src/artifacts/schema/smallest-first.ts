/** Documents that may tell two versions of a schema apart, in the order in which they are tried. */

const MOST = 400;
const LONGEST = 12_000;

/** Each once, the smallest first: by the length of their JSON, then by its letters. */
export function smallestFirst<T>(documents: readonly T[]): T[] {
  const texts = new Map(documents.map((document) => [JSON.stringify(document) ?? 'null', document]));
  return [...texts]
    .filter(([text]) => text.length <= LONGEST)
    .sort(([a], [b]) => a.length - b.length || (a < b ? -1 : 1))
    .slice(0, MOST)
    .map(([, document]) => document);
}
