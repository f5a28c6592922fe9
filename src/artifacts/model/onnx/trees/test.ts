/** What a node asks, as one question or two of one form: is a float32 above a threshold? */

export interface Test extends Question<'yes' | 'no' | 'second'> {
  /** Asked where one question is not enough: equal is at most this, and above all that is less. */
  readonly second?: Question<'yes' | 'no'>;
  /** Where NaN goes unless the node says that it counts as true. */
  readonly nan: 'yes' | 'no';
}

interface Question<To> {
  readonly threshold: number;
  /** Where numbers go that are at most the threshold, and those above it. */
  readonly below: To;
  readonly above: To;
}

/** Undefined for a mode that is none, and for thresholds that have nothing below or above. */
export function testOf(mode: string, value: number): Test | undefined {
  if (!Number.isFinite(value)) return undefined;
  const less = nextBelow(value);
  switch (mode) {
    case 'BRANCH_LEQ':
      return { threshold: value, below: 'yes', above: 'no', nan: 'no' };
    case 'BRANCH_LT':
      return { threshold: less, below: 'yes', above: 'no', nan: 'no' };
    case 'BRANCH_GT':
      return { threshold: value, below: 'no', above: 'yes', nan: 'no' };
    case 'BRANCH_GTE':
      return { threshold: less, below: 'no', above: 'yes', nan: 'no' };
    case 'BRANCH_EQ':
      return {
        ...{ threshold: value, below: 'second', above: 'no', nan: 'no' },
        second: { threshold: less, below: 'no', above: 'yes' },
      };
    case 'BRANCH_NEQ':
      return {
        ...{ threshold: value, below: 'second', above: 'yes', nan: 'yes' },
        second: { threshold: less, below: 'yes', above: 'no' },
      };
    default:
      return undefined;
  }
}

const float = new Float32Array(1);
const bits = new Int32Array(float.buffer);

/** The float32 before this one; below the least of them, minus infinity. */
export function nextBelow(value: number): number {
  if (value === 0) return -(2 ** -149);
  float[0] = value;
  // Floats of one sign are in the order of their bits.
  bits[0] = (bits[0] ?? 0) + (value > 0 ? -1 : 1);
  return float[0];
}
