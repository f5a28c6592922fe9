/** Hands out memory behind all that has a fixed place. Nothing is given back. */
import { MOST_TABLE, TABLE } from './layout';

const PAGE: usize = 64 * 1024;
/** The memory grows by so much at least. */
const STEP: usize = 1024 * 1024;

let end: usize = TABLE;

/** Zeros, at a multiple of eight; 0 where there are no more. */
export function room(bytes: usize): usize {
  const at = end;
  const next = (at + bytes + 7) & ~7;
  if (next > TABLE + MOST_TABLE) return 0;
  const there = <usize>memory.size() * PAGE;
  if (next > there) {
    const more = max<usize>(next - there, STEP);
    if (memory.grow(<i32>((more + PAGE - 1) / PAGE)) < 0) return 0;
  }
  end = next;
  return at;
}
