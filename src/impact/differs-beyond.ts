/** Differences that floating-point arithmetic alone may cause are none: 1e-9, absolute and relative. */
const NOISE = 1e-9;

/** Whether two finite numbers differ by more than `tolerance`, in their own unit. */
export function differsBeyond(tolerance: number, base: number, head: number): boolean {
  // On top of the tolerance: 1.01 − 1 is a little more than 0.01.
  return Math.abs(head - base) > tolerance + NOISE * Math.max(1, Math.abs(base), Math.abs(head));
}
