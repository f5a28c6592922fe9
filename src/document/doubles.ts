/**
 * Whole numbers that no double keeps come as bigints. What JavaScript computes in production sees the doubles next to them:
 * JSON.parse reads the same text that way.
 */

/** As deep as records and what steps answer may be; what is deeper fails in any case. */
const MOST_LEVELS = 1100;

/** Whether a bigint stands anywhere in it. Asked of every record, so it makes nothing. */
export function holdsBigint(value: unknown, level = 0): boolean {
  if (typeof value !== 'object' || value === null || level > MOST_LEVELS) return typeof value === 'bigint';
  for (const key in value) if (holdsBigint((value as Record<string, unknown>)[key], level + 1)) return true;
  return false;
}

/** A copy with doubles in place of its bigints. */
export function inDoubles(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(inDoubles);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, inDoubles(member)]));
}
