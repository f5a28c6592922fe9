import type { Feed } from '../feed.ts';
import type { Runtime, Session, Tensor } from '../runtime.ts';
import { cellOf, type Pool, randomNumbers } from './pool.ts';

/** Rows that are asked for at once; of the second half some numbers are missing. */
const ROWS = 256;

export interface Asking {
  readonly runtime: Runtime;
  readonly feeds: readonly Feed[];
  /** Names of the tensors that are asked for. */
  readonly wanted: readonly string[];
}

export async function givesTheSame(
  one: Session,
  other: Session,
  { runtime, feeds, wanted }: Asking,
  pool: Pool,
): Promise<boolean> {
  if (feeds.some(({ shape }) => shape === undefined)) return false;
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
