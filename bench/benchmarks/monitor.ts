/** What it costs to watch production: weeks of flights through a baseline and three merges, beside one full check of the same recording. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { atMost, type Benchmark, type Setting } from '../benchmark.ts';
import { createFlights, flightsPath, writeFlights } from '../fixtures/flights.ts';
import type { Repository } from '../fixtures/repository.ts';
import { type Run, runNode } from '../run.ts';
import { runCheck } from '../weir.ts';
import { busy, count, seconds } from '../words.ts';

const RECORDS = 3_000_000;
const MERGES = [170, 150, 130];
const BOUND = 1.5;
/** Quiet, something open, too few weeks. */
const WATCHED = [0, 1, 3];

export const monitor: Benchmark = {
  name: 'monitor',
  async run(setting) {
    const records = RECORDS * setting.scale;
    const repository = createFlights(join(setting.directory, 'flights'));
    for (const [index, delay] of MERGES.entries()) merge(repository, delay, `2001-0${index + 3}-05T00:00:00Z`);
    await writeFlights(flightsPath(repository), records);
    // Whatever was counted is kept, so every run has a cache of its own.
    const check = await withCache(setting, () => runCheck(setting, repository));
    const [cold, again] = await withCache(setting, async () => [
      await watch(setting, repository),
      await watch(setting, repository),
    ]);
    const what = `of ${count(records)} flights, ${MERGES.length} merges`;
    return [
      {
        name: `monitor ${what}`,
        ours: seconds(cold.seconds),
        comparedWith: `${seconds(check.seconds)} one full check`,
        ...atMost(cold.seconds / check.seconds, BOUND),
        limitedBy: busy(cold),
      },
      {
        name: `monitor ${what}, again`,
        ours: seconds(again.seconds),
        comparedWith: `${seconds(cold.seconds)} the first time`,
        ratio: again.seconds / cold.seconds,
        limitedBy: busy(again),
      },
    ];
  },
};

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
