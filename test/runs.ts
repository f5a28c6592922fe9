/**
 * How often a property is tried: as often as is asked for, and in the daily loop (`npm run test:quick`), which sets
 * PROPERTY_SHARE, a part of that.
 *
 * @param most Tries in `npm test`.
 */
export function runs(most: number): number {
  return Math.ceil(most * Number(process.env.PROPERTY_SHARE ?? 1));
}
