/** Numbers as people read them. Reasons are written with these, and so is every rendered report. */

/** Shares under this are not told apart from each other, only from 0: 0.0001 %. */
const SMALLEST_SHARE = 1e-6;

/**
 * 0.041 → `4.1 %`. Two digits below 10 %, one place after the point above; more with `digits`. What is not 0 is never
 * written as 0 %, what is not all never as 100 %.
 */
export function formatShare(share: number, digits = 2): string {
  if (share < 0) return `−${formatShare(-share, digits)}`;
  if (share === 0) return '0 %';
  if (share < SMALLEST_SHARE) return 'under 0.0001 %';
  const percent = share * 100;
  if (percent < 10) return `${trimmed(percent.toPrecision(digits))} %`;
  const places = digits - 1;
  const text = trimmed(percent.toFixed(places));
  if (share >= 1 || Number(text) < 100) return `${grouped(text)} %`;
  return places < 4 ? formatShare(share, digits + 1) : 'over 99.9999 %';
}

/** 8200 → `8,200`. */
export function formatCount(count: number): string {
  return grouped(String(Math.round(count)));
}

/** A number in the unit of an output, to three digits, more with `digits`; whole numbers in full up to a million. */
export function formatNumber(value: number, digits = 3): string {
  if (value < 0) return `−${formatNumber(-value, digits)}`;
  if (value >= 1e15 || (value > 0 && value < 1e-6)) return trimmed(value.toPrecision(digits));
  const whole = Math.floor(value) === value || value >= 10 ** digits;
  return grouped(whole ? value.toFixed(0) : trimmed(value.toPrecision(digits)));
}

/** A stake, shortened: 1,240,000 → `1.2 M`. */
export function formatAmount(amount: number): string {
  if (amount < 0) return `−${formatAmount(-amount)}`;
  for (const [size, suffix] of [
    [1e9, 'B'],
    [1e6, 'M'],
  ] as const) {
    if (amount >= size) return `${grouped(trimmed((amount / size).toFixed(amount / size < 10 ? 1 : 0)))} ${suffix}`;
  }
  return formatNumber(amount);
}

/** Both numbers with as few digits as tell them apart, so that no sentence says "1 % is more than 1 %". */
export function formatApart(
  a: number,
  b: number,
  format: (value: number, digits?: number) => string,
): readonly [string, string] {
  if (a === b) return [format(a), format(b)];
  for (const digits of [undefined, 3, 4, 5, 6, 7, 8]) {
    const first = format(a, digits);
    const second = format(b, digits);
    if (first !== second) return [first, second];
  }
  return [String(a), String(b)];
}

/** `1 record`, `2 records`, `8,200 records`. */
export function formatRecords(count: number): string {
  return `${formatCount(count)} ${count === 1 ? 'record' : 'records'}`;
}

function grouped(text: string): string {
  const [whole = '', fraction] = text.split('.');
  const separated = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? separated : `${separated}.${fraction}`;
}

function trimmed(text: string): string {
  return text.includes('.') && !text.includes('e') ? text.replace(/\.?0+$/, '') : text;
}
