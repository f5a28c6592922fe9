/** A random order that is the same for the same seed. */

/** Fisher–Yates with numbers from SplitMix32 (Steele et al. 2014, with MurmurHash3's finalizer); `items` stay as they are. */
export function seededShuffle<T>(items: readonly T[], seed: number): T[] {
  const shuffled = [...items];
  let state = Math.imul(seed ^ 0x5bd1e995, 0x9e3779b1);
  for (let last = shuffled.length - 1; last > 0; last -= 1) {
    state = (state + 0x9e3779b9) | 0;
    const other = Math.floor((mix(state) / 2 ** 32) * (last + 1));
    const [a, b] = [shuffled[last], shuffled[other]];
    if (a !== undefined && b !== undefined) [shuffled[last], shuffled[other]] = [b, a];
  }
  return shuffled;
}

function mix(x: number): number {
  let h = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
