/** Whole numbers that no double keeps come as bigints; JavaScript in production never sees them, only the nearest double. */

/**
 * Whether a bigint stands anywhere in what JSON can hold. Asked of every record, so it makes nothing. Not looked for below
 * the depth that any answer is bounded to.
 */
export function holdsBigint(value: unknown, depth = 0): boolean {
  if (typeof value !== 'object' || value === null) return typeof value === 'bigint';
  if (depth === DEEPEST) return false;
  if (Array.isArray(value)) {
    for (const item of value) if (holdsBigint(item, depth + 1)) return true;
    return false;
  }
  for (const name in value) if (holdsBigint((value as Record<string, unknown>)[name], depth + 1)) return true;
  return false;
}

const DEEPEST = 1000;

/** The value with doubles in place of its bigints. */
export function withDoubles(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(withDoubles);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withDoubles(member)]));
}
