/** How long a window is. */

const UNITS: Readonly<Record<string, number>> = { h: 3_600_000, d: 86_400_000, w: 7 * 86_400_000 };

/** Milliseconds of `24h`, `7d`, `2w`, which weir.yml's schema has let pass. */
export function windowLength(window: string): number {
  const unit = UNITS[window.slice(-1)];
  if (unit === undefined) throw new Error(`a window that weir.yml may not have: ${window}`);
  return Number(window.slice(0, -1)) * unit;
}
