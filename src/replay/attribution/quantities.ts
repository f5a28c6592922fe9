/** What a record adds to each quantity in each mixture of edits, seen from base. */
import type { Quantity } from '../../impact/record-sums.ts';
import type { Runnable } from '../compile.ts';
import { readAll } from '../contribution.ts';
import { cellKey, FAILED, keyOfCell, REJECTED, Word } from '../evidence/cell.ts';
import type { OutputSpec } from '../evidence/detail.ts';
import { differ } from '../evidence/differ.ts';
import { type End, type Track, tracksOf } from '../track.ts';
import type { AttributionPass } from './pass.ts';

/** Calls `add` for each quantity that the record adds anything to, with what it adds by mixture. */
export type Quantities = (track: Track, add: (quantity: number, xs: readonly number[]) => void) => void;

const UNREPLAYABLE = Word.of('unreplayable');
const ENDS = { rejected: REJECTED, failed: FAILED, unreplayable: UNREPLAYABLE } as const;

/** Mixtures: base first, head last. */
export function createQuantities(
  { quantities, mixtures }: Pick<AttributionPass, 'quantities' | 'mixtures'>,
  { plan, outputPlaces }: Runnable,
): Quantities {
  const measures = quantities.map((quantity) => createMeasure(quantity, plan.evidence.outputs));
  const show = ({ end, document }: Track): Omit<Shown, 'variants'> => ({
    end,
    values: end ? outputPlaces.map(() => ENDS[end.outcome]) : readAll(outputPlaces, document),
  });
  return (start, add) => {
    // How a record ended is all that counts of those that did.
    const different = Map.groupBy(tracksOf(start), (track) => track.end?.outcome ?? track);
    if (different.size < 2) return;
    const shown = Array.from(different.values(), (tracks): Shown => {
      const [track = start] = tracks;
      return { ...show(track), variants: tracks.flatMap(({ variants }) => variants) };
    });
    const [base] = shown;
    const head = shown.find(({ variants }) => variants.includes(mixtures.length - 1));
    for (const [index, measure] of measures.entries()) {
      const xs = mixtures.map(() => 0);
      for (const now of shown) {
        const x = measure(base, now, head);
        for (const variant of now.variants) xs[variant] = x;
      }
      if (xs.some((x) => x !== 0)) add(index, xs);
    }
  };
}

/** What some mixtures make of a record. */
interface Shown {
  readonly end: End | undefined;
  readonly values: readonly unknown[];
  readonly variants: readonly number[];
}

type Measure = (base: Shown | undefined, now: Shown | undefined, head: Shown | undefined) => number;

function createMeasure(quantity: Quantity, outputs: readonly OutputSpec[]): Measure {
  switch (quantity.kind) {
    case 'ended': {
      const { ending } = quantity;
      return (base, now) => Number(now?.end?.outcome === ending && base?.end?.outcome !== ending);
    }
    case 'changed': {
      const { kind, tolerance } = outputs[quantity.output] ?? { kind: 'text', tolerance: 0 };
      return onValues(quantity.output, (base, now) => {
        if (base === now) return 0;
        return Number(base instanceof Word || now instanceof Word || differ(kind, tolerance, base, now));
      });
    }
    case 'difference':
      return onValues(quantity.output, (base, now, head) =>
        isUsable(base) && isUsable(now) && isUsable(head) ? now - base : 0,
      );
    case 'flips': {
      const { threshold } = quantity;
      return onValues(quantity.output, (base, now) =>
        isUsable(base) && isUsable(now) ? Number(base < threshold !== now < threshold) : 0,
      );
    }
    case 'transition': {
      const [from, to] = [keyOfCell(quantity.base), keyOfCell(quantity.head)];
      return onValues(quantity.output, (base, now) =>
        Number(Object.is(cellKey(now), to) && Object.is(cellKey(base), from)),
      );
    }
    default:
      return quantity satisfies never;
  }
}

function onValues(output: number, measure: (base: unknown, now: unknown, head: unknown) => number): Measure {
  return (base, now, head) => measure(base?.values[output], now?.values[output], head?.values[output]);
}

function isUsable(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
