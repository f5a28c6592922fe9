/** Ticks of the schedule: each repository is looked at once for each, whatever the clock and the processes do. */
import { expect, test } from 'vitest';
import type { Job, MonitorJob } from '../../../../src/github/job.ts';
import type { WorkContext } from '../../../../src/github/work/context.ts';
import { monitorAll, monitorRepository } from '../../../../src/github/work/monitor/monitor.ts';
import { monitorNotes } from '../../../../src/github/work/monitor/notes.ts';
import { weirYml } from '../../e2e/claims.ts';
import { modelGitHub, REF } from '../../model/github.ts';
import { contextOf } from '../decisions/scene.ts';

const NEVER = new AbortController().signal;
const [EARLIER, TICK, LATER] = ['2026-11-29T06:17:00.000Z', '2026-11-30T06:17:00.000Z', '2026-12-01T06:17:00.000Z'];

function scene() {
  const github = modelGitHub({ '.github/weir.yml': weirYml(), 'README.md': 'Claims\n' });
  const jobs: Job[] = [];
  const warnings: unknown[] = [];
  const kept = new Map<string, string>();
  const context = contextOf(github, { jobs, audit: [], delays: [], minutes: 1 });
  const store = {
    read: async (name: string) => kept.get(name),
    write: async (name: string, text: string) => void kept.set(name, text),
    list: async () => [],
    removeBefore: async () => 0,
  };
  const log = { warn: (found: unknown) => void warnings.push(found) };
  const work: WorkContext = {
    ...context,
    monitors: monitorNotes(store, log),
    attempt: { stop: NEVER, deadline: NEVER },
  };
  const look = async (tick?: string): Promise<boolean> => {
    const before = github.asked.length;
    const job: MonitorJob = { kind: 'monitor', repository: REF, ...(tick !== undefined && { tick }) };
    await monitorRepository(work, job);
    return github.asked.slice(before).includes('git.tip');
  };
  return { github, jobs, kept, store, warnings, work, look };
}

test('a tick is a job for each repository, of that tick', async () => {
  const { work, jobs } = scene();
  await monitorAll(work, { kind: 'monitors', tick: TICK });
  expect(jobs).toEqual([{ kind: 'monitor', repository: expect.objectContaining(REF), tick: TICK }]);
});

test('each is looked at once: not again, and not for an earlier one where the clock went back', async () => {
  const { look } = scene();
  const found: boolean[] = [];
  for (const tick of [TICK, TICK, EARLIER, LATER, undefined]) found.push(await look(tick));
  expect(found).toEqual([true, false, false, true, true]);
});

test('what was killed before its end is looked at again', async () => {
  const { look, github } = scene();
  github.refuse('git.tip', 500);
  await expect(look(TICK)).rejects.toMatchObject({ status: 500 });
  github.allow('git.tip');
  expect(await look(TICK)).toBe(true);
});

test('where nothing can be noted it is looked at each time, and said', async () => {
  const { look, store, warnings } = scene();
  store.write = () => Promise.reject(new Error('the disk is full'));
  expect([await look(TICK), await look(TICK)]).toEqual([true, true]);
  expect(warnings).toHaveLength(2);
});

test('a weir.yml that is wrong is said, and is no job that fails for ever', async () => {
  const { look, github, work } = scene();
  github.commit('main', { '.github/weir.yml': 'version: 7\n' });
  expect(await look(TICK)).toBe(true);
  expect(await work.metrics.registry.metrics()).toContain('weir_monitored_total{outcome="broken"} 1');
});
