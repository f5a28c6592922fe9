/**
 * A sum of doubles that loses nothing, so that shards add up to the same bytes in any order. Whole numbers, the common
 * case, take one addition; the rest is kept as non-overlapping parts (Shewchuk 1997, "Adaptive precision floating-point
 * arithmetic", as in Python's math.fsum). Numbers from 2^970 (1e292) on count as infinite: parts could overflow on the way,
 * and whether they do would depend on the order.
 */
export class ExactSum {
  #whole = 0;
  readonly #parts: number[] = [];
  /** Sum of what is infinite or NaN; 0 if nothing is. */
  #special = 0;

  add(x: number): void {
    const whole = this.#whole + x;
    if (Math.floor(x) === x && whole <= Number.MAX_SAFE_INTEGER && whole >= -Number.MAX_SAFE_INTEGER)
      this.#whole = whole;
    else this.#put(Math.abs(x) < LARGEST ? x : x * Number.POSITIVE_INFINITY);
  }

  /** The same as adding x so many times, a whole number of them below 2^53. */
  addTimes(x: number, times: number): void {
    const product = x * times;
    if (times === 1 || !(Math.abs(x) < LARGEST)) this.add(x);
    else if (Math.floor(x) === x && Math.abs(product) <= Number.MAX_SAFE_INTEGER) this.add(product);
    else this.#putTimes(x, times);
  }

  #putTimes(x: number, times: number): void {
    // The product may need more digits than a double has; a double times a power of two does not.
    for (let rest = times, power = 1; rest > 0; rest = Math.floor(rest / 2), power *= 2)
      if (rest % 2 === 1) this.#put(x * power);
  }

  /** The exact sum, rounded once (half to even). */
  total(): number {
    if (this.#special !== 0) return this.#special;
    if (this.#parts.length === 0) return this.#whole;
    const parts = [...this.#parts];
    grow(parts, this.#whole);
    return roundedTotal(parts);
  }

  /** Numbers whose exact sum is this sum, all of which JSON can hold: what stands for infinite is larger than any sum. */
  export(): number[] {
    if (Number.isNaN(this.#special)) return [INFINITE, -INFINITE];
    if (this.#special !== 0) return [Math.sign(this.#special) * INFINITE];
    return this.#parts.length === 0 ? [this.#whole] : [...this.#parts, this.#whole];
  }

  absorb(parts: readonly number[]): void {
    for (const part of parts) {
      // A part may have grown beyond what a number may be.
      if (Math.abs(part) < LARGEST) this.add(part);
      else this.#put(Math.abs(part) < INFINITE ? part : part * Number.POSITIVE_INFINITY);
    }
  }

  #put(x: number): void {
    if (Number.isFinite(x)) grow(this.#parts, x);
    else this.#special += x;
  }
}

const LARGEST = 2 ** 970;
/** Of 2^53 numbers below the largest the sum is below this. */
const INFINITE = Number.MAX_VALUE;

/** Adds x to non-overlapping parts of increasing magnitude, in place: it happens for every record. */
function grow(parts: number[], x: number): void {
  let carry = x;
  let kept = 0;
  for (let index = 0; index < parts.length; index += 1) {
    const part = parts[index] ?? 0;
    const isLarger = Math.abs(carry) < Math.abs(part);
    const large = isLarger ? part : carry;
    const small = isLarger ? carry : part;
    const high = large + small;
    const low = small - (high - large);
    if (low !== 0) {
      parts[kept] = low;
      kept += 1;
    }
    carry = high;
  }
  parts[kept] = carry;
  while (parts.length > kept + 1) parts.pop();
}

function roundedTotal(parts: readonly number[]): number {
  let index = parts.length - 1;
  let high = parts[index] ?? 0;
  let low = 0;
  while (index > 0) {
    index -= 1;
    const before = high;
    const part = parts[index] ?? 0;
    high = before + part;
    low = part - (high - before);
    if (low !== 0) break;
  }
  // What is left below a tie decides which way the last addition rounds.
  const rest = index > 0 ? (parts[index - 1] ?? 0) : 0;
  if ((low < 0 && rest < 0) || (low > 0 && rest > 0)) {
    const doubled = low * 2;
    const moved = high + doubled;
    if (doubled === moved - high) return moved;
  }
  return high;
}
