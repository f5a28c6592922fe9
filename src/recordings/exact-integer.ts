/** Whole numbers as records hold them: as numbers where a double keeps them, else as bigints, the same in every format. */

/** Longer than any whole number that is meant as one; reading it could take long. */
export const mostDigits = 1000;

/** `text` is an integer as JSON writes it, of at most `mostDigits` digits. */
export function exactInteger(text: string): number | bigint {
  const number = Number(text);
  if (Number.isSafeInteger(number)) return number;
  return fromBigint(BigInt(text));
}

export function fromBigint(integer: bigint): number | bigint {
  const number = Number(integer);
  if (Number.isSafeInteger(number)) return number;
  return Number.isFinite(number) && BigInt(number) === integer ? number : integer;
}
