/**
 * What it costs to watch production: weeks of flights through a baseline and three merges, beside one full check of the same
 * recording. Counted is the time of the processor, which what else the machine does takes nothing from.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { atMost, type Benchmark, type Setting } from '../benchmark.ts';
import { createFlights, flightsPath, writeFlights } from '../fixtures/flights.ts';
import type { Repository } from '../fixtures/repository.ts';
import { type Run, runNode } from '../run.ts';
import { runCheck } from '../weir.ts';
import { count, seconds } from '../words.ts';

const RECORDS = 3_000_000;
const MERGES = [170, 150, 130];
const BOUND = 1.5;
/** Of each side; the least counts. */
const REPEATS = 3;
/** Quiet, something open, too few weeks. */
const WATCHED = [0, 1, 3];

export const monitor: Benchmark = {
  name: 'monitor',
  async run(setting) {
    const records = RECORDS * setting.scale;
    const repository = createFlights(join(setting.directory, 'flights'));
    for (const [index, delay] of MERGES.entries()) merge(repository, delay, `2001-0${index + 3}-05T00:00:00Z`);
    await writeFlights(flightsPath(repository), records);
    const runs: { check: Run; cold: Run; again: Run }[] = [];
    for (let repeat = 0; repeat < Math.min(REPEATS, setting.repeats); repeat += 1)
      // Whatever was counted is kept, so every run has a cache of its own.
      runs.push(
        await withCache(setting, async () => ({
          check: await runCheck(setting, repository),
          cold: await watch(setting, repository),
          again: await watch(setting, repository),
        })),
      );
    const [check, cold, again] = (['check', 'cold', 'again'] as const).map((side) =>
      least(runs.map((run) => run[side])),
    );
    if (!check || !cold || !again) throw new Error('there was no run');
    const what = `of ${count(records)} flights, ${MERGES.length} merges`;
    return [
      {
        name: `monitor ${what}`,
        ours: seconds(cold.processorSeconds),
        comparedWith: `${seconds(check.processorSeconds)} one full check`,
        ...atMost(cold.processorSeconds / check.processorSeconds, BOUND),
        limitedBy: `what fields hold is counted of every record, and all bytes are hashed; by the clock ${seconds(cold.seconds)} against ${seconds(check.seconds)}`,
      },
      {
        name: `monitor ${what}, again`,
        ours: seconds(again.processorSeconds),
        comparedWith: `${seconds(cold.processorSeconds)} the first time`,
        ratio: again.processorSeconds / cold.processorSeconds,
        limitedBy: `all bytes are hashed, to know that they are the same; by the clock ${seconds(again.seconds)}`,
      },
    ];
  },
};

function least(runs: readonly Run[]): Run | undefined {
  return runs.toSorted((a, b) => a.processorSeconds - b.processorSeconds)[0];
}

function watch({ program, jobs }: Setting, { directory }: Repository): Promise<Run> {
  return runNode([program, 'monitor', '--repo', directory, '--jobs', String(jobs)], WATCHED);
}

async function withCache<T>({ directory }: Setting, run: () => Promise<T>): Promise<T> {
  const before = process.env.WEIR_CACHE;
  process.env.WEIR_CACHE = mkdtempSync(join(directory, 'cache-'));
  try {
    return await run();
  } finally {
    if (before === undefined) delete process.env.WEIR_CACHE;
    else process.env.WEIR_CACHE = before;
  }
}

function merge({ directory }: Repository, delay: number, at: string): void {
  writeFileSync(join(directory, 'config/compensation.json'), JSON.stringify({ delay }));
  execFileSync(
    'git',
    ['-c', 'user.name=Weir', '-c', 'user.email=bench@weir.example', 'commit', '-qam', `From ${delay} minutes on`],
    {
      cwd: directory,
      env: { ...process.env, GIT_AUTHOR_DATE: at, GIT_COMMITTER_DATE: at },
    },
  );
}
