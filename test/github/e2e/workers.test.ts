/** An App that shares its replays: the program as it is built, on GitHub, with a tracked recording. */
import { afterAll, describe, expect, test } from 'vitest';
import { builtProgram } from '../../built.ts';
import { startRedis } from '../queue/redis.ts';
import { startWorker } from '../workers/worker-process.ts';
import { EDITS, flights } from './claims.ts';
import { openScene } from './scene.ts';

const redis = await startRedis();
const url = redis?.url ?? '';

describe.skipIf(redis === undefined)('with redis-server (skipped where that is not installed)', async () => {
  if (!redis) return;
  const scene = await openScene({
    files: { 'traffic/flights.jsonl': flights(5000) },
    env: { REDIS_URL: url, WEIR_SHARE_FROM_BYTES: '1' },
  });
  afterAll(async () => {
    await scene.close();
    await redis.stop();
  });
  const { github } = scene;
  const worker = () =>
    startWorker({
      ...{ redis: url, privateKey: github.app.privateKey, recordings: '', program: builtProgram() },
      env: { APP_ID: String(github.app.id), GITHUB_API_URL: github.url },
    });

  test('a worker replays what is tracked, and the check says what the App alone would say', async () => {
    const alone = await scene.concluded(await scene.propose(EDITS.fail));
    expect(alone.conclusion).toBe('failure');

    const first = await worker();
    const shared = await scene.concluded(await scene.propose(EDITS.failTwice));
    const again = await scene.concluded(await scene.propose({ ...EDITS.fail, 'docs/note.md': 'Not governed.' }));

    expect(first.log()).toContain('A shard is done');
    expect(shared.conclusion).toBe('failure');
    expect(again.output.title).toBe(alone.output.title);
    expect(withoutIds(again.output.summary)).toBe(withoutIds(alone.output.summary));
    expect(scene.app().log()).not.toContain('gave a shard back');
    await first.stop();
  });

  test('a check whose only worker is killed is concluded by the App', async () => {
    const only = await worker();
    const pull = await scene.propose({ ...EDITS.fail, 'docs/note.md': 'Another one.' });
    await scene.until(() => scene.check(pull)?.status === 'in_progress');
    await only.kill();
    expect((await scene.concluded(pull)).conclusion).toBe('failure');
  });
});

/** Commits are others, and so is when it was shown. */
function withoutIds(summary: string | null | undefined): string {
  return (summary ?? '').replaceAll(/\b[0-9a-f]{7,40}\b/g, '').replace(/<!-- weir-state \S+ -->/, '');
}
