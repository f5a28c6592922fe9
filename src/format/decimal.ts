/**
 * Decimal numbers with commas between thousands, as `Intl.NumberFormat` for `en-US` writes them: that takes longer to make
 * one of than a small check takes to load.
 */

/**
 * With so many digits after the point at most; what is half-way is rounded away from zero, as in all of this file.
 * @param shift moves the point so far to the right: a share in per cent is one by 2, which no multiplication makes inexact
 */
export function withDecimals(value: number, most: number, shift = 0): string {
  return rounded(value, (whole) => whole + most, shift);
}

/** With so many significant digits at most. */
export function withSignificant(value: number, most: number): string {
  return rounded(value, () => most);
}

/** @param kept how many digits stay, of a number with so many before the point (below one, so many zeros less behind it) */
function rounded(value: number, kept: (whole: number) => number, shift = 0): string {
  if (!Number.isFinite(value)) return value < 0 ? '-∞' : value > 0 ? '∞' : 'NaN';
  // The shortest digits that mean this number: what people wrote, where they wrote it.
  const [mantissa = '', exponent] = Math.abs(value).toExponential().split('e');
  const whole = value === 0 ? 1 : Number(exponent) + 1 + shift;
  const { digits, carried } = cut(mantissa.replace('.', ''), kept(whole));
  const text = written(digits, whole + carried);
  return value < 0 && text !== '0' ? `-${text}` : text;
}

/** The first digits, rounded; `carried` is 1 where that makes one more before the point. */
function cut(digits: string, most: number): { readonly digits: string; readonly carried: number } {
  if (most >= digits.length) return { digits, carried: 0 };
  const kept = digits.slice(0, Math.max(0, most));
  if (most < 0 || digits.charAt(most) < '5') return { digits: kept, carried: 0 };
  const increased = String(BigInt(`0${kept}`) + 1n).padStart(kept.length, '0');
  return { digits: increased, carried: increased.length - kept.length };
}

/** @param whole how many of the digits stand before the point */
function written(digits: string, whole: number): string {
  const before = digits.slice(0, Math.max(0, whole)).padEnd(whole, '0') || '0';
  const behind = `${'0'.repeat(Math.max(0, -whole))}${digits.slice(Math.max(0, whole))}`.replace(/0+$/, '');
  const thousands = before.replace(/\B(?=(?:\d{3})+$)/g, ',');
  return behind === '' ? thousands : `${thousands}.${behind}`;
}
