import { readModel } from '../model.ts';
import type { Session, Tensor } from '../runtime.ts';
import type { ElementType } from '../types.ts';
import { isEnsemble, readEnsemble } from './ensemble.ts';
import { textsIn } from './lists.ts';
import type { Opening } from './session.ts';
import { nextBelow } from './test.ts';

/** Rows that are asked for at once; of the second half some numbers are missing. */
const ROWS = 256;

export async function givesTheSame(one: Session, other: Session, opening: Opening): Promise<boolean> {
  const { runtime, feeds, wanted, content, file } = opening;
  if (feeds.some(({ shape }) => shape === undefined)) return false;
  const pool = poolOf(content, file);
  const next = randomNumbers();
  const tensors = feeds.map(({ name, type, shape = [], width }) => {
    const cells = type.room(ROWS * width);
    for (let cell = 0; cell < cells.length; cell += 1)
      cells[cell] = cellOf(type, pool, { column: cell % width, hasNaN: cell >= cells.length / 2 }, next);
    return [name, new runtime.Tensor(type.name, cells as never, [ROWS, ...shape])] as const;
  });
  try {
    const [expected, found] = [
      await one.run(Object.fromEntries(tensors), wanted),
      await other.run(Object.fromEntries(tensors), wanted),
    ];
    return wanted.every((name) => isSame(expected[name], found[name]));
  } catch {
    // What breaks either is for the runtime to say, of the records that break it.
    return false;
  }
}

function isSame(one: Tensor | undefined, other: Tensor | undefined): boolean {
  if (!one || !other || one.type !== other.type || one.dims.join() !== other.dims.join()) return false;
  for (let index = 0; index < one.data.length; index += 1)
    if (!Object.is(one.data[index], other.data[index])) return false;
  return true;
}

/** What the model compares with. */
interface Pool {
  readonly numbers: readonly number[];
  /** By the index of a feature. */
  readonly features: ReadonlyMap<number, readonly number[]>;
  readonly texts: readonly string[];
}

function poolOf(content: Uint8Array, file: string): Pool {
  const { nodes } = readModel(content, file).graph;
  const tables = nodes.flatMap((node) => readEnsemble(node)?.nodes ?? []);
  const features = new Map<number, number[]>();
  for (const { feature, value, mode } of tables)
    for (const [row, index] of feature.entries()) {
      if (mode[row] === 'LEAF') continue;
      const list = features.get(index);
      if (list) list.push(value[row] ?? 0);
      else features.set(index, [value[row] ?? 0]);
    }
  const plain = nodes.filter((node) => !isEnsemble(node)).flatMap(({ attributes }) => attributes);
  return {
    numbers: [...features.values()].flat(),
    features,
    texts: ['', ...plain.flatMap((attribute) => (attribute.plain ? textsIn(attribute.plain) : []))],
  };
}

type Random = (below: number) => number;

function cellOf(
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
function randomNumbers(): Random {
  let state = 1;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
