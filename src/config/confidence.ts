/** Reads `confidence: 99%` or `0.99`. */

/** 0.99 for both; undefined for what is neither. Whether it makes sense is for the caller. */
export function parseConfidence(confidence: string | number): number | undefined {
  if (typeof confidence === 'number') return confidence;
  const digits = /^(\d+(?:\.\d+)?) ?%$/.exec(confidence)?.[1];
  return digits === undefined ? undefined : Number(`${digits}e-2`);
}
