/** Which changes bring an edit about that has none of its own. */

/** Edits that are applied together, by their indexes. */
type Group = readonly number[];

/** So many groups are tried one by one. */
const FEW = 16;
/** Of more, so many halves at most: each is the comparison of two whole versions. */
const MOST_TRIES = 60;

/**
 * The least that brings the edit about, each time as one list of edits: of a few groups those that do so by themselves, of many what halving
 * them leads to, as long as the rest still brings it. None: only all of them do.
 *
 * @param brings whether it is among the edits of base with these groups
 */
export function causesOf(groups: readonly Group[], brings: (chosen: readonly Group[]) => boolean): readonly Group[] {
  if (groups.length <= FEW) return groups.filter((group) => brings([group]));
  let tries = 0;
  const isEnough = (chosen: readonly Group[]): boolean => {
    tries += 1;
    return brings(chosen);
  };
  const found: Group[] = [];
  let left = groups;
  while (left.length > 0 && isEnough(left)) {
    const cause = leastOf(left, [], false);
    if (tries > MOST_TRIES) return [];
    found.push(cause.flat());
    left = left.filter((group) => !cause.includes(group));
  }
  return found;

  /** QuickXplain: what of these is needed beside others, which bring nothing about without them. */
  function leastOf(among: readonly Group[], beside: readonly Group[], isNew: boolean): readonly Group[] {
    if (tries > MOST_TRIES || (isNew && isEnough(beside))) return [];
    if (among.length === 1) return among;
    const middle = among.length >>> 1;
    const [one, other] = [among.slice(0, middle), among.slice(middle)];
    const ofOther = leastOf(other, [...beside, ...one], true);
    const ofOne = leastOf(one, [...beside, ...ofOther], ofOther.length > 0);
    return [...ofOne, ...ofOther];
  }
}
