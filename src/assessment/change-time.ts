/** By which time a change is judged. A commit says of itself when it was made, and may say anything. */

export interface ChangeTimes {
  /** When base and head were committed, ISO 8601, as they say. */
  readonly committed: readonly [base: string, head: string];
  /** ISO 8601, by a clock that the author does not set. */
  readonly judgedAt: string;
}

/**
 * When head was made, ISO 8601: not before base, which is on the branch already, and not after it is judged. The same for the same
 * commits tomorrow, so that the same change has the same report.
 */
export function changeTime({ committed: [base, head], judgedAt }: ChangeTimes): string {
  const made = Math.max(Date.parse(base), Date.parse(head));
  return new Date(Math.min(made, Date.parse(judgedAt))).toISOString();
}
