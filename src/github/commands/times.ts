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

/**
 * When a button was pressed, as far as GitHub tells: not before its check had completed, nor before anything was decided
 * that the check shows. The later of the two, ISO 8601, so that whatever is decided against it after that counts.
 * @param decided times of the decisions that the check had taken in
 */
export function pressTime(completedAt: string, decided: readonly string[]): string {
  const after = decided.map((time) => Date.parse(time) + 1000);
  return new Date(Math.max(Date.parse(completedAt), ...after)).toISOString();
}

/**
 * True where the branch may have been pushed by force since the check was there: it may have shown another head meanwhile,
 * and who wrote something then may have meant that one.
 */
export async function wasForced(
  since: string | undefined,
  { lastForcePush }: { lastForcePush(): Promise<string | undefined> },
): Promise<boolean> {
  const forced = await lastForcePush();
  return forced !== undefined && !isBefore(forced, since);
}
