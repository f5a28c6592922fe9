/** GitHub's times, which have no more than whole seconds. */

/**
 * True where the first time lies in an earlier second than the second one. In the same second nobody has read a check
 * and written about it, so whoever compares a comment with a check takes that for too early. False where either is missing.
 */
export function isBefore(first: string | undefined, second: string | undefined): boolean {
  return secondOf(first) < secondOf(second);
}

/** NaN, which is before nothing, where there is no time. */
function secondOf(time: string | undefined): number {
  return Math.floor(Date.parse(time ?? '') / 1000);
}
