/**
 * `max` and `min` of whatever can be compared: texts, dates, times and durations, too, of which feelin's own give null.
 * https://www.omg.org/spec/DMN/1.5/PDF, table 75: list functions.
 */
import { compileExpression, FeelDate, FeelDateTime, FeelDuration, FeelTime, functionOf, type Values } from './feel.ts';

const isLess = compileExpression('a < b', { a: null, b: null });

export const EXTREMES: Values = {
  max: extreme((one, other) => isLess({ a: one, b: other })),
  min: extreme((one, other) => isLess({ a: other, b: one })),
};

/** Takes a list, or its items. @param isWorse whether the other is to be taken in its place; no boolean where they cannot be compared */
function extreme(isWorse: (one: unknown, other: unknown) => unknown) {
  return functionOf(['...list'], (args) => {
    const [first, ...others] = args.length === 1 && Array.isArray(args[0]) ? args[0] : args;
    const kind = kindOf(first);
    if (kind === undefined || others.some((other) => kindOf(other) !== kind)) return null;
    let best: unknown = first;
    for (const other of others) {
      const worse = isWorse(best, other);
      if (typeof worse !== 'boolean') return null;
      if (worse) best = other;
    }
    return best;
  });
}

/** Undefined for booleans, lists, contexts and functions, of which none is less than another. */
function kindOf(value: unknown): unknown {
  if (typeof value === 'number' || typeof value === 'string') return typeof value;
  if (value instanceof FeelDuration) return value.yearsMonths ? 'months' : 'days';
  return [FeelDate, FeelTime, FeelDateTime].find((kind) => value instanceof kind);
}
