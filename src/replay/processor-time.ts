/** How much processor time another process has used: what it does itself, however busy the machine is with others. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';

/** Linux counts in hundredths of a second, whatever its clock. */
const TICK_MILLISECONDS = 10;

/** Milliseconds of all threads of a process, in and out of the kernel; undefined where that cannot be learnt. */
export async function processorTime(pid: number): Promise<number | undefined> {
  try {
    if (process.platform === 'linux') return fromStat(await readFile(`/proc/${pid}/stat`, 'latin1'));
    return process.platform === 'win32' ? undefined : fromPs(await ps(pid));
  } catch {
    return undefined;
  }
}

/** The 14th and 15th field; the second one is the program's name in brackets, which may hold anything. */
function fromStat(stat: string): number | undefined {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[11]) + Number(fields[12]);
  return Number.isFinite(ticks) ? ticks * TICK_MILLISECONDS : undefined;
}

function ps(pid: number): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  execFile('ps', ['-o', 'time=', '-p', String(pid)], (error, stdout) => (error ? reject(error) : resolve(stdout)));
  return promise;
}

/** `[[days-]hours:]minutes:seconds[.hundredths]` */
export function fromPs(time: string): number | undefined {
  const match = /^\s*(?:(?:(\d+)-)?(\d+):)?(\d+):(\d+(?:\.\d+)?)\s*$/.exec(time);
  if (!match) return undefined;
  const [, days = 0, hours = 0, minutes = 0, seconds = 0] = match;
  return (((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
}
