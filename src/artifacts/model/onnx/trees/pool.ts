/** What a model is asked to see whether two ways to evaluate it give the same. */
import type { Model } from '../model.ts';
import type { ElementType } from '../types.ts';
import { type Ensemble, isEnsemble } from './ensemble.ts';
import { textsIn } from './lists.ts';
import { nextBelow } from './test.ts';

/** What the model compares with. */
export interface Pool {
  readonly numbers: readonly number[];
  /** By the index of a feature. */
  readonly features: ReadonlyMap<number, readonly number[]>;
  readonly texts: readonly string[];
}

export function poolOf({ graph }: Model, ensembles: readonly Ensemble[]): Pool {
  const features = new Map<number, number[]>();
  for (const { nodes } of ensembles)
    for (const [row, index] of nodes.feature.entries()) {
      if (nodes.mode[row] === 'LEAF') continue;
      const list = features.get(index);
      if (list) list.push(nodes.value[row] ?? 0);
      else features.set(index, [nodes.value[row] ?? 0]);
    }
  const plain = graph.nodes.filter((node) => !isEnsemble(node)).flatMap(({ attributes }) => attributes);
  return {
    numbers: [...features.values()].flat(),
    features,
    texts: ['', ...plain.flatMap((attribute) => (attribute.plain ? textsIn(attribute.plain) : []))],
  };
}

export type Random = (below: number) => number;

/** What stands in a column of a row. */
export function cellOf(
  type: ElementType,
  pool: Pool,
  { column, hasNaN }: { readonly column: number; readonly hasNaN: boolean },
  next: Random,
) {
  if (type.name === 'string') return pool.texts[next(pool.texts.length)] ?? '';
  const numbers = pool.features.get(column) ?? pool.numbers;
  const number = around(numbers[next(numbers.length)] ?? 0, hasNaN, next);
  return type.from(number) ?? type.from(Math.trunc(number)) ?? type.from(next(2)) ?? 0;
}

/** A float32 at a threshold or near it, or far from all. */
function around(threshold: number, hasNaN: boolean, next: Random): number {
  switch (next(hasNaN ? 10 : 8)) {
    case 0:
    case 1:
      return threshold;
    case 2:
      return nextBelow(threshold);
    case 3:
      return -nextBelow(-threshold);
    case 4:
      return [0, -0, 1, 2, 3, -1e30, 1e30, 2 ** -149][next(8)] ?? 0;
    case 8:
      return Number.NaN;
    case 9:
      return next(2) === 0 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
    default:
      return Math.fround(threshold * (next(2000) / 1000));
  }
}

/** The same ones every time: https://en.wikipedia.org/wiki/Linear_congruential_generator, with the numbers of Numerical Recipes. */
export function randomNumbers(): Random {
  let state = 1;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
