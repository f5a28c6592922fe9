/** Runs programs as a user would, each in a process of its own, and says how long they took and what they used. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { type Usage, usageOf } from './processes.ts';

/** A program that cuts a file into lines and parses each on one thread. */
export const PARSE_LINES = join(import.meta.dirname, 'baselines/parse-lines.js');

export interface Run {
  /** Wall clock, from the start of the process to its end. */
  readonly seconds: number;
  /** Largest sum over the processes alive at one moment; 0 where it is not known. */
  readonly peakBytes: number;
  /** Processor time of all processes, as last seen; 0 where it is not known. */
  readonly processorSeconds: number;
  readonly stdout: string;
}

/** Reading /proc takes well under a millisecond, so it does not slow down what is measured. */
const SAMPLE_MILLISECONDS = 50;

/** Runs Node with these arguments. Throws unless it ends with one of the expected statuses. */
export async function runNode(args: readonly string[], statuses: readonly number[] = [0]): Promise<Run> {
  const started = performance.now();
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const samples: Usage[] = [];
  const timer = setInterval(() => samples.push(...sample(child.pid)), SAMPLE_MILLISECONDS);
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      clearInterval(timer);
      if (code === null) reject(new Error(`${args.join(' ')} ended with ${signal}`));
      else resolve(performance.now());
    });
  });
  const [end, stdout, stderr] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  if (child.exitCode === null || !statuses.includes(child.exitCode)) {
    throw new Error(`${args.join(' ')} ended with status ${child.exitCode}\n${stderr}`);
  }
  return {
    seconds: (end - started) / 1000,
    peakBytes: Math.max(0, ...samples.map(({ bytes }) => bytes)),
    processorSeconds: Math.max(0, ...samples.map(({ seconds }) => seconds)),
    stdout,
  };
}

function sample(pid: number | undefined): Usage[] {
  const usage = pid === undefined ? undefined : usageOf(pid);
  return usage ? [usage] : [];
}

/**
 * Runs each side in turn, so that a busy machine slows down both. Gives the fastest run of each side: whatever else the
 * machine does only ever adds to the time, and more to a program that needs all of its cores.
 */
export async function alternate<Sides extends Readonly<Record<string, () => Promise<Run>>>>(
  repeats: number,
  sides: Sides,
): Promise<{ readonly [Side in keyof Sides]: Run }> {
  const runs = new Map<string, Run[]>();
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    for (const [name, side] of Object.entries(sides)) runs.set(name, [...(runs.get(name) ?? []), await side()]);
  }
  const best = [...runs].map(([name, ofSide]) => [name, fastest(ofSide)] as const);
  // Every side was run, so every name is there.
  return Object.fromEntries(best) as { readonly [Side in keyof Sides]: Run };
}

function fastest(runs: readonly Run[]): Run {
  const [first] = runs.toSorted((a, b) => a.seconds - b.seconds);
  if (!first) throw new Error('there was no run');
  return first;
}
