/** What a record adds to each quantity in each mixture of edits, seen from base. */
import type { Quantity } from '../../impact/record-sums.ts';
import type { Runnable } from '../compile.ts';
import { cellKey, FAILED, keyOfCell, REJECTED, Word } from '../evidence/cell.ts';
import type { OutputSpec } from '../evidence/detail.ts';
import { differ } from '../evidence/differ.ts';
import { readAll } from '../shard.ts';
import type { Journey, State } from './mixtures.ts';

/** Calls `add` for each quantity that the record adds anything to, with what it adds by mixture. */
export type Quantities = (journey: Journey, add: (quantity: number, xs: readonly number[]) => void) => void;

const UNREPLAYABLE = Word.of('unreplayable');
const ENDS = { rejected: REJECTED, failed: FAILED, unreplayable: UNREPLAYABLE } as const;

/** Mixtures: base first, head last. */
export function createQuantities(quantities: readonly Quantity[], { plan, outputPlaces }: Runnable): Quantities {
  const measures = quantities.map((quantity) => createMeasure(quantity, plan.evidence.outputs));
  const show = (state: State): readonly unknown[] => {
    const { end } = state;
    return end ? outputPlaces.map(() => ENDS[end.outcome]) : readAll(outputPlaces, state.document);
  };
  return ({ states }, add) => {
    const different = [...new Set(states)];
    const [base] = states;
    const head = states.at(-1);
    if (different.length < 2 || !base || !head) return;
    const shown = new Map(different.map((state) => [state, { ...state, values: show(state) }]));
    const sides = { base: shown.get(base), head: shown.get(head) };
    for (const [index, measure] of measures.entries()) {
      const values = new Map(different.map((state) => [state, measure(sides.base, shown.get(state), sides.head)]));
      if ([...values.values()].some((x) => x !== 0)) {
        add(
          index,
          states.map((state) => values.get(state) ?? 0),
        );
      }
    }
  };
}

interface Shown {
  readonly end: State['end'];
  readonly values: readonly unknown[];
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
