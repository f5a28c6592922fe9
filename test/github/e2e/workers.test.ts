/** An App that shares its replays: the program as it is built, on GitHub, with a tracked recording and one in a bucket. */
import { afterAll, describe, expect, test } from 'vitest';
import { builtProgram } from '../../built.ts';
import { CANARY, serveObjects } from '../../recordings/storage/servers/objects.ts';
import { answerS3 } from '../../recordings/storage/servers/s3-server.ts';
import { startRedis } from '../queue/redis.ts';
import { startWorker } from '../workers/worker-process.ts';
import { EDITS, flights, late } from './claims.ts';
import { openScene } from './scene.ts';

const redis = await startRedis();
const url = redis?.url ?? '';

describe.skipIf(redis === undefined)('with redis-server (skipped where that is not installed)', async () => {
  if (!redis) return;
  const bucket = await serveObjects(answerS3, afterAll);
  const aws = {
    AWS_ENDPOINT_URL_S3: bucket.url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: CANARY,
    AWS_SECRET_ACCESS_KEY: CANARY,
    AWS_SESSION_TOKEN: CANARY,
  };
  const scene = await openScene({
    files: { 'traffic/flights.jsonl': flights(5000) },
    env: { REDIS_URL: url, WEIR_SHARE_FROM_BYTES: '1', WEIR_RECORDINGS: BUCKET, ...aws },
  });
  afterAll(async () => {
    await scene.close();
    await redis.stop();
  });
  const { github } = scene;
  const worker = () =>
    startWorker({
      ...{ redis: url, privateKey: github.app.privateKey, recordings: BUCKET, program: builtProgram() },
      env: { ...aws, APP_ID: String(github.app.id), GITHUB_API_URL: github.url },
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

  test('a worker replays a recording in a bucket by rules of another repository, for either of both', async () => {
    const upstream = await github.createRepository({ owner: 'acme', name: 'shared', files: { 'late.json': late(15) } });
    const files = { '.github/weir.yml': READER, 'config/none.yaml': 'minutes: 1\n' };
    const reader = await github.createRepository({ owner: 'acme', name: 'reader', files });
    for (const made of [upstream, reader]) github.install(made);
    bucket.put('claims/a.jsonl', flights(5000));
    const own = await worker();
    const shards = () => own.log().split('A shard is done').length - 1;

    const above = await scene.concluded(await scene.propose({ 'late.json': late(25) }, { repository: upstream }));
    const done = shards();
    const below = await scene.concluded(
      await scene.propose({ 'config/none.yaml': 'minutes: 2\n' }, { repository: reader }),
    );

    expect(above.output.summary).toMatch(/✖ \| `acme\/reader · board` \|.* 10 % /);
    expect(done).toBeGreaterThan(0);
    expect(below.conclusion).toBe('success');
    expect(shards()).toBeGreaterThan(done);
    expect(scene.app().log()).not.toContain('gave a shard back');
    await own.stop();
  });

  test('a check whose only worker is killed is concluded by the App', async () => {
    const only = await worker();
    const pull = await scene.propose({ ...EDITS.fail, 'docs/note.md': 'Another one.' });
    await scene.until(() => scene.check(pull)?.status === 'in_progress');
    await only.kill();
    expect((await scene.concluded(pull)).conclusion).toBe('failure');
  });
});

const BUCKET = 's3://acme-traffic/claims/';

const READER = `version: 1
visible_to_upstreams: measures
recordings: { flights: { files: "${BUCKET}*.jsonl" } }
pipelines:
  board:
    recording: flights
    params: config/none.yaml
    steps: [{ rules: "acme/shared:late.json", into: /status }]
    outputs: { status: { at: /status, kind: category } }
    limits: { status.changed: 2% }
`;

/** Commits are others, and so is when it was shown. */
function withoutIds(summary: string | null | undefined): string {
  return (summary ?? '').replaceAll(/\b[0-9a-f]{7,40}\b/g, '').replace(/<!-- weir-state \S+ -->/, '');
}
