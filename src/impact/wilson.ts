/** Wilson's (1927) interval of a share, two-sided. */

/** @param of at least 1 @param z 1.96 for 95 %, 2.576 for 99 % */
export function wilson(found: number, of: number, z: number): { readonly low: number; readonly high: number } {
  const share = found / of;
  const centre = share + (z * z) / (2 * of);
  const width = z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of));
  const scale = 1 + (z * z) / of;
  return { low: Math.max(0, (centre - width) / scale), high: Math.min(1, (centre + width) / scale) };
}
