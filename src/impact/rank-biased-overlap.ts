/** How alike two rankings are, the top counting most. Called once a record by the replay. */

/**
 * Rank-biased overlap, extrapolated (RBO_EXT): Webber, Moffat & Zobel 2010, "A similarity measure for indefinite
 * rankings", equation 32, for lists of any lengths. `persistence` p is the chance of looking one rank further. Between
 * 0 and 1; two empty lists are alike, an empty and another are not. An item counts where it first stands. Items are
 * compared as Map keys are, so objects must come as text.
 *
 * @example
 * rankBiasedOverlap([1, 2, 3, 4, 5], [2, 3, 4, 1, 5], 0.9); // 0.828
 */
export function rankBiasedOverlap(base: readonly unknown[], head: readonly unknown[], persistence: number): number {
  const before = [...new Set(base)];
  const after = [...new Set(head)];
  const [short, long] = before.length <= after.length ? [before, after] : [after, before];
  if (long.length === 0) return 1;
  if (short.length === 0) return 0;
  const unmatchedShort = new Set<unknown>();
  const unmatchedLong = new Set<unknown>();
  let overlap = 0;
  let overlapAtShort = 0;
  let sum = 0;
  let decay = 1;
  long.forEach((item, index) => {
    const depth = index + 1;
    decay *= persistence;
    if (unmatchedShort.delete(item)) overlap += 1;
    else unmatchedLong.add(item);
    if (depth <= short.length) {
      if (unmatchedLong.delete(short[index])) overlap += 1;
      else unmatchedShort.add(short[index]);
      overlapAtShort = overlap;
    }
    // Below its end the short list is taken to agree as often as it did down to there.
    const beyond = (overlapAtShort * Math.max(0, depth - short.length)) / short.length;
    sum += (decay * (overlap + beyond)) / depth;
  });
  const tail = (overlap - overlapAtShort) / long.length + overlapAtShort / short.length;
  return Math.min(1, ((1 - persistence) / persistence) * sum + tail * decay);
}
