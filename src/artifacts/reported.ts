/** An edit as reports have it, which place every edit somewhere: what has no lines or no pointers is the file as a whole. */
import type { Edit } from './engine.ts';

type Reported = Omit<Edit, 'pointer' | 'lines' | 'baseLines' | 'acrossRecords'> & {
  pointer: string;
  lines: [number, number];
  baseLines?: [number, number];
};

export function reported({ acrossRecords: _, baseLines, ...edit }: Edit): Reported {
  const [first, last] = edit.lines ?? [1, 1];
  return {
    ...edit,
    pointer: edit.pointer ?? '',
    lines: [first, last],
    ...(baseLines && { baseLines: [...baseLines] }),
  };
}
