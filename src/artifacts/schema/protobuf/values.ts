/** Which JSON stands for which scalar, https://protobuf.dev/programming-guides/json. */

const WHOLE: Readonly<Record<string, readonly [bigint, bigint]>> = {
  ...sized(['int32', 'sint32', 'sfixed32'], -(2n ** 31n), 2n ** 31n - 1n),
  ...sized(['uint32', 'fixed32'], 0n, 2n ** 32n - 1n),
  ...sized(['int64', 'sint64', 'sfixed64'], -(2n ** 63n), 2n ** 63n - 1n),
  ...sized(['uint64', 'fixed64'], 0n, 2n ** 64n - 1n),
};

function sized(names: readonly string[], low: bigint, high: bigint): Record<string, readonly [bigint, bigint]> {
  return Object.fromEntries(names.map((name) => [name, [low, high]]));
}

const NO_NUMBERS: ReadonlySet<unknown> = new Set(['NaN', 'Infinity', '-Infinity']);
const NUMBER = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/;
/** The largest float, https://en.cppreference.com/w/cpp/types/climits: FLT_MAX. */
const LARGEST_FLOAT = 3.4028234663852886e38;

export function isScalar(type: string, value: unknown): boolean {
  const range = WHOLE[type];
  if (range) return isWhole(value, range);
  switch (type) {
    case 'bool':
      return typeof value === 'boolean';
    case 'string':
      return typeof value === 'string' && value.isWellFormed();
    case 'bytes':
      return typeof value === 'string' && isBase64(value);
    default:
      return isNumber(value, type === 'float');
  }
}

/** As a sentence calls it: `an int32`. */
export function whatIs(type: string): string {
  return /^[aeio]/.test(type) ? `an ${type}` : `a ${type}`;
}

function isWhole(value: unknown, [low, high]: readonly [bigint, bigint]): boolean {
  if (typeof value === 'bigint') return low <= value && value <= high;
  if (typeof value === 'number') return Number.isInteger(value) && low <= value && value <= high;
  if (typeof value !== 'string' || value.length > 40) return false;
  if (/^[-+]?\d+$/.test(value)) {
    const whole = BigInt(value.replace('+', ''));
    return low <= whole && whole <= high;
  }
  return NUMBER.test(value) && isWhole(Number(value), [low, high]);
}

function isNumber(value: unknown, isFloat: boolean): boolean {
  if (NO_NUMBERS.has(value) || typeof value === 'bigint') return true;
  const number = typeof value === 'string' && NUMBER.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) return false;
  return !isFloat || Math.abs(number) <= LARGEST_FLOAT;
}

/** With the alphabet of URLs or the other, with or without what fills it up. */
export function isBase64(text: string): boolean {
  return /^[A-Za-z0-9+/_-]*={0,2}$/.test(text) && text.replace(/=+$/, '').length % 4 !== 1;
}
