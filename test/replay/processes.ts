/** Replays in real locked-in processes. */
import { execFileSync } from 'node:child_process';
import { vi } from 'vitest';
import type { Budget } from '../../src/artifacts/manifest.ts';
import type { Evidence } from '../../src/impact/evidence.ts';
import type { RecordingFile } from '../../src/recordings/reader.ts';
import type { Plan } from '../../src/replay/plan.ts';
import { ReplayPool } from '../../src/replay/pool.ts';
import { roomFor } from '../../src/replay/room.ts';
import { runPlan } from '../../src/replay/run.ts';
import { rules } from './setting.ts';

/** A schema, one that a text may keep busy for ever, and such a text. */
export const word = { type: 'object', properties: { word: { type: 'string' } } };
/** Tries every way to split a run of a's, of which there are 2^length, before it says no. */
export const slow = { type: 'object', properties: { word: { type: 'string', pattern: '^(a+)+$' } } };
export const poison = `${'a'.repeat(60)}!`;

/** A step that answers with the first letter of the word, and its rule. */
export const first = rules('first.json', '/letter');
export const letter = { substr: [{ var: 'word' }, 0, 1] };

const budget: Budget = { milliseconds: 1500, megabytes: 256 };

export function openPool(
  plans: readonly Plan[],
  files: readonly RecordingFile[],
  jobs: number,
  limits = budget,
  atOnce = jobs,
): ReplayPool {
  return new ReplayPool({ plans, jobs, atOnce, lock: roomFor(plans, files).lock, budget: limits });
}

export async function runAll(
  pool: ReplayPool,
  plan: Plan,
  files: readonly RecordingFile[],
  jobs: number,
): Promise<Evidence> {
  const options = { jobs, full: true, maxRecords: undefined, seed: 1, next: () => 'stop' as const, progress() {} };
  return (await runPlan(pool, 0, plan, files, options)).evidence;
}

export async function replay(
  plan: Plan,
  files: readonly RecordingFile[],
  jobs = 1,
  limits = budget,
): Promise<Evidence> {
  await using pool = openPool([plan], files, jobs, limits);
  return await runAll(pool, plan, files, jobs);
}

/** Replay processes that this one has started and that still run. */
export function children(): number {
  return childTimes().length;
}

/** Until one of them has worked for a whole second of processor time. */
export async function untilBusy(): Promise<void> {
  await vi.waitUntil(() => childTimes().some((time) => /[1-9]/.test(time)), { timeout: 50_000, interval: 100 });
}

/** Processor time of each, as ps has it: `00:00:01`, or `0:01.25`, of which the hundredths are left out. */
function childTimes(): string[] {
  const lines = execFileSync('ps', ['-A', '-o', 'ppid=,time=,args='], { encoding: 'utf8' }).split('\n');
  return lines.flatMap((line) => {
    const [, parent, time = '', args = ''] = /^\s*(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    return Number(parent) === process.pid && args.includes('replay/worker') ? [time.replace(/\.\d+$/, '')] : [];
  });
}
