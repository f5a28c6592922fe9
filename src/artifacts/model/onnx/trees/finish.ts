/**
 * From the sums of a row to scores and a class, as ONNX Runtime has it: where the specification is vague (two classes and votes for
 * one of them, base values of two classes), the runtime's way is what production gets. Everything is rounded to float32.
 */
import type { Ensemble, Transform } from './ensemble.ts';
import { exponential } from './exponential.ts';
import type { Sums } from './sum.ts';

const { fround, abs } = Math;

/** Writes the scores of a row over its sums, which begin at `start`, and says its class by its index; a regressor none. */
export type Finish = (sums: Sums, start: number) => number;

/** Undefined where the runtime leaves scores to chance. */
export function finishing(ensemble: Ensemble, trees: number): Finish | undefined {
  const { classes, sums, transform, base } = ensemble;
  if (!classes) return finishingTargets(ensemble, trees);
  if (sums > 2) return base.length === 0 || base.length === sums ? finishingClasses(sums, base, transform) : undefined;
  return finishingTwo(ensemble);
}

function finishingTargets({ sums, aggregate, transform, base }: Ensemble, trees: number): Finish | undefined {
  if (base.length !== 0 && base.length !== sums) return undefined;
  const count = fround(trees);
  const whole = (value: number, own: number) => fround((aggregate === 'AVERAGE' ? fround(value / count) : value) + own);
  return ({ values, has }, start) => {
    // Of several sums, those that no leaf voted for are 0, whatever they begin with.
    for (let sum = start; sum < start + sums; sum += 1)
      values[sum] = sums === 1 || has[sum] ? whole(values[sum]!, base[sum - start] ?? 0) : 0;
    // The runtime transforms no single target.
    if (sums > 1) transforms[transform](values, start, sums);
    return -1;
  };
}

function finishingClasses(sums: number, base: Float32Array, transform: Transform): Finish {
  return ({ values, has }, start) => {
    let best = -1;
    for (let sum = 0; sum < sums; sum += 1) {
      if (base.length > 0) {
        values[start + sum]! += base[sum]!;
        has[start + sum] = 1;
      }
      if (has[start + sum] && (best === -1 || values[start + sum]! > values[start + best]!)) best = sum;
    }
    transforms[transform](values, start, sums);
    return best;
  };
}

/** Two classes: often one sum alone is voted for, and the other follows from it. */
function finishingTwo({ classes, votes, transform, base }: Ensemble): Finish | undefined {
  const isBinary = new Set(votes.sum).size === 1;
  const isPositive = votes.weight.every((weight) => !(weight < 0));
  // Where both are voted for, labels are 0 and 1 whatever the classes are called.
  const isPlain = isBinary || typeof classes?.[0] === 'string' || (classes?.[0] === 0n && classes[1] === 1n);
  if (!isPlain || base.length > 2 || (base.length === 1 && !isBinary)) return undefined;
  return ({ values, has }, start) => {
    const [first, second] = [values[start]!, values[start + 1]!];
    const hasSecond = has[start + 1] === 1;
    const [one, other] = withBase(first, second, hasSecond, base);
    const isAlone = base.length < 2 && !hasSecond;
    const chosen = hasSecond ? other : has[start] ? one : 0;
    const isSecond = chosen > (isBinary && isPositive ? 0.5 : 0);
    if (!isAlone) {
      // Again, what no leaf voted for is 0.
      values[start] = has[start] ? one : 0;
      values[start + 1] = hasSecond ? other : 0;
      transforms[transform](values, start, 2);
    } else if (transform === 'LOGISTIC') {
      values[start] = logistic(-one);
      values[start + 1] = logistic(one);
    } else {
      values[start] = isBinary && isPositive ? 1 - one : -one;
      values[start + 1] = one;
    }
    return isSecond ? 1 : 0;
  };
}

function withBase(first: number, second: number, hasSecond: boolean, base: Float32Array): [number, number] {
  const [one = 0, other = 0] = base;
  if (base.length < 2) return [fround(first + one), second];
  if (!hasSecond) return [fround(first + one), fround(second + other)];
  const sum = fround(other + first);
  return [-sum, sum];
}

/** Replaces so many scores from `start` on. */
const transforms: Readonly<Record<Transform, (values: Float32Array, start: number, count: number) => void>> = {
  NONE: () => {},
  LOGISTIC(values, start, count) {
    for (let at = start; at < start + count; at += 1) values[at] = logistic(values[at]!);
  },
  SOFTMAX(values, start, count) {
    const most = mostOf(values, start, count);
    let sum = 0;
    for (let at = start; at < start + count; at += 1) {
      values[at] = exponential(fround(values[at]! - most));
      sum = fround(sum + values[at]!);
    }
    for (let at = start; at < start + count; at += 1) values[at]! /= sum;
  },
  /** What is zero stays so. */
  SOFTMAX_ZERO(values, start, count) {
    const most = mostOf(values, start, count);
    const rest = exponential(-most);
    let sum = 0;
    for (let at = start; at < start + count; at += 1) {
      if (abs(values[at]!) > ALMOST_ZERO) {
        values[at] = exponential(fround(values[at]! - most));
        sum = fround(sum + values[at]!);
      } else values[at]! *= rest;
    }
    for (let at = start; at < start + count; at += 1) values[at]! /= sum;
  },
};

const ALMOST_ZERO = fround(1e-7);
const LEAST = -fround(3.4028234663852886e38);

function mostOf(values: Float32Array, start: number, count: number): number {
  let most = LEAST;
  for (let at = start; at < start + count; at += 1) if (values[at]! > most) most = values[at]!;
  return most;
}

function logistic(value: number): number {
  const result = fround(1 / fround(1 + exponential(-abs(value))));
  return value < 0 ? fround(1 - result) : result;
}
