/** From values to pixels, with round ticks. */
import { roundStep } from '../../../report/html/charts/bins.ts';

export interface Scale {
  /** Pixels from the top. */
  y(value: number): number;
  readonly ticks: readonly number[];
}

/** @param top, bottom pixels between which all values lie */
export function scaleOf(values: readonly number[], { top, bottom }: { top: number; bottom: number }): Scale {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const span = most - least || Math.abs(most) || 1;
  const step = roundStep(span / 3);
  // A share is never below nothing.
  const first = Math.floor(least / step - (least === 0 ? 0 : 1e-9));
  const last = Math.max(Math.ceil(most / step + 1e-9), first + 1);
  const [low, high] = [first * step, last * step];
  const ticks = Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
  return { y: (value) => top + ((high - value) / (high - low)) * (bottom - top), ticks };
}
