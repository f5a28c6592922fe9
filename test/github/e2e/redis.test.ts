/** Several App processes that share one Redis: each check is worked on once, whatever becomes of a process. */
import { afterAll, describe, expect, test } from 'vitest';
import type { Pull, Run } from '../../emulated-github/index.ts';
import { startRedis } from '../queue/redis.ts';
import { EDITS, flights, slowly } from './claims.ts';
import { conclusions } from './people.ts';
import { openScene, type Scene } from './scene.ts';
import { startWeirApp, type WeirApp } from './weir-app.ts';

const redis = await startRedis();
const settings = { REDIS_URL: redis?.url ?? '' };
/** A process that another takes over from counts as dead after 45 seconds at most. */
const PATIENCE = 100_000;
/** Beside that of the scene. */
const others: WeirApp[] = [];

describe.skipIf(redis === undefined)('with redis-server (skipped where that is not installed)', async () => {
  if (!redis) return;
  const scene = await openScene({
    files: { 'traffic/flights.jsonl': flights(5000) },
    env: settings,
    started: false,
  });
  const { github } = scene;
  afterAll(async () => {
    await scene.close();
    await redis.stop();
  });

  test('a process that is told to stop hands its check to another at once', async () => {
    const first = await another(scene);
    const pull = await scene.propose({ 'rules/board.json': slowly(30) });
    await replaying(scene, pull);
    await scene.start();

    await first.stop();

    const run = await scene.concluded(pull);
    expect(run.conclusion).toBe('failure');
    expect(run.output.summary).toContain('`status.changed` 15 %');
  });

  test('two processes share the work, and no check is worked on twice', async () => {
    const second = await another(scene);
    const edits = [EDITS.pass, EDITS.fail, EDITS.unaffected, EDITS.inconclusive, EDITS.failTwice, EDITS.unaffected];
    github.faults.deliveries({ duplicate: 1 });

    const pulls = await Promise.all(edits.map((edit) => scene.propose(edit)));
    const runs = await Promise.all(pulls.map((pull) => scene.concluded(pull)));
    await scene.idle();
    github.faults.deliveries({});

    expect(runs.map(({ conclusion }) => conclusion)).toEqual([
      'success',
      'failure',
      'success',
      'action_required',
      'failure',
      'success',
    ]);
    expect(runs.map((run) => conclusions(scene, run))).toEqual(runs.map(() => 1));
    await second.stop();
    github.setWebhookUrl(`${scene.app().url}/api/github/webhooks`);
  });

  test('of all processes one has worked on the tick of the schedule that was due at their start', () => {
    const logs = [...others, scene.app()].map((app) => app.log());
    const ticks = logs.flatMap((log) =>
      [...log.matchAll(/"tick":"([^"]+)".*"msg":"Repositories are looked at for what they want watched"/g)].map(
        ([, tick]) => tick,
      ),
    );
    expect(logs).toHaveLength(3);
    expect(ticks.length).toBeGreaterThan(0);
    expect(ticks).toEqual([...new Set(ticks)]);
  });

  test(
    'what a process was killed over is done by another, which goes on with everything else meanwhile',
    async () => {
      const pull = await scene.propose({ 'rules/board.json': slowly(31) });
      await replaying(scene, pull);
      await scene.app().kill();
      await scene.start();

      expect((await scene.concluded(await scene.propose(EDITS.pass))).conclusion).toBe('success');

      const run = await github.until(() => isConcluded(scene.check(pull)), { within: PATIENCE });
      expect(run.conclusion).toBe('failure');
      await github.settled();
      expect(conclusions(scene, run)).toBe(1);
    },
    PATIENCE + 30_000,
  );
});

/** One more App, to which GitHub sends its webhooks from now on. */
async function another({ github, secret, audit }: Scene): Promise<WeirApp> {
  const app = await startWeirApp(github, { secret, env: { ...settings, WEIR_AUDIT_LOG: audit } });
  others.push(app);
  return app;
}

async function replaying(scene: Scene, pull: Pull): Promise<void> {
  await scene.until(() => /records replayed$/.test(scene.check(pull)?.output.title ?? ''), 'a replay');
}

function isConcluded(run: Run | undefined): Run | undefined {
  return run?.status === 'completed' ? run : undefined;
}
