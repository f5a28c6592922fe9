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

/** Processor time of the process alone, in seconds, without those that it has started. Undefined as above. */
export function ownSeconds(pid: number): number | undefined {
  const [utime, stime] = timesOf(pid);
  return utime === undefined || stime === undefined ? undefined : (utime + stime) / TICKS_A_SECOND;
}

/** USER_HZ, which is 100 on every architecture that Node runs on. */
const TICKS_A_SECOND = 100;

function usageOfOne(pid: number): Usage | undefined {
  const peak = /^VmHWM:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/status`))?.[1];
  const [utime, stime, cutime, cstime] = timesOf(pid);
  if (peak === undefined) return undefined;
  const ticks = (utime ?? 0) + (stime ?? 0) + (cutime ?? 0) + (cstime ?? 0);
  return { bytes: Number(peak) * 1024, seconds: ticks / TICKS_A_SECOND };
}

/** utime, stime, cutime and cstime, in ticks. */
function timesOf(pid: number): number[] {
  const stat = read(`/proc/${pid}/stat`);
  if (stat === '') return [];
  // The name of the program may hold blanks; what follows its closing bracket is field 3 and on (proc(5)).
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields.slice(11, 15).map(Number);
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
