/**
 * What a tree of processes uses, read from /proc. Linux only: elsewhere nothing is known and the figures are undefined.
 */
import { readFileSync } from 'node:fs';

export interface Usage {
  /** Peak resident memory (VmHWM) of the processes that are alive, added up. Pages they share count once for each. */
  readonly bytes: number;
  /** Processor time of the tree so far, in seconds, those included that have ended and were waited for. */
  readonly seconds: number;
}

/** Undefined once the process is gone, or where there is no /proc. */
export function usageOf(pid: number): Usage | undefined {
  const own = usageOfOne(pid);
  if (!own) return undefined;
  const all = [own, ...childrenOf(pid).flatMap((child) => usageOf(child) ?? [])];
  return {
    bytes: all.reduce((sum, { bytes }) => sum + bytes, 0),
    seconds: all.reduce((sum, { seconds }) => sum + seconds, 0),
  };
}

/** USER_HZ, which is 100 on every architecture that Node runs on. */
const TICKS_A_SECOND = 100;

function usageOfOne(pid: number): Usage | undefined {
  const peak = /^VmHWM:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/status`))?.[1];
  // The name of the program may hold blanks; what follows its closing bracket is field 3 and on (proc(5)).
  const stat = read(`/proc/${pid}/stat`);
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (peak === undefined) return undefined;
  const [utime, stime, cutime, cstime] = fields.slice(11, 15).map(Number);
  const ticks = (utime ?? 0) + (stime ?? 0) + (cutime ?? 0) + (cstime ?? 0);
  return { bytes: Number(peak) * 1024, seconds: ticks / TICKS_A_SECOND };
}

function childrenOf(pid: number): number[] {
  const text = read(`/proc/${pid}/task/${pid}/children`).trim();
  return text === '' ? [] : text.split(' ').map(Number);
}

/** A process may end at any moment. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
