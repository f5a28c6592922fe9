/** Differences that floating-point arithmetic alone may cause are none: some hundred last bits, and 1e-9 where numbers cancel out. */
const ABSOLUTE = 1e-9;
const RELATIVE = 1e-13;

/** Whether two finite numbers differ by more than `tolerance`, in their own unit. Whole numbers that doubles hold are exact. */
export function differsBeyond(tolerance: number, base: number, head: number): boolean {
  const isExact = Number.isSafeInteger(base) && Number.isSafeInteger(head);
  // On top of the tolerance: 1.01 − 1 is a little more than 0.01.
  const noise = isExact ? 0 : Math.max(ABSOLUTE, RELATIVE * Math.max(Math.abs(base), Math.abs(head)));
  return Math.abs(head - base) > tolerance + noise;
}
