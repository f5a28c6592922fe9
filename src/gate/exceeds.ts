/** A limit and a share that mean the same may differ in the last bit: what lies within rounding is at the limit. */
const ROUNDING = 1e-12;

export function exceeds(value: number, limit: number): boolean {
  return value > limit + Math.abs(limit) * ROUNDING;
}
