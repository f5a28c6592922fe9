/** A check on a recording in a bucket: judged by what lies there, and by nothing where that can't be had whole. */
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { createEmulator } from 'emulate';
import { afterAll, afterEach, expect, test } from 'vitest';
import type { Run } from '../../emulated-github/index.ts';
import { freePort } from '../../free-port.ts';
import { CANARY, serveObjects } from '../../recordings/storage/servers/objects.ts';
import { answerS3 } from '../../recordings/storage/servers/s3-server.ts';
import { compensation, EDITS, flights, weirYml } from './claims.ts';
import { openScene } from './scene.ts';

const ALLOWED = 's3://acme-traffic/claims/';

function reading(files: string): string {
  return weirYml().replace('files: traffic/flights.jsonl', `files: "${files}"`);
}

const server = await serveObjects(answerS3, afterAll);
const scene = await openScene({
  files: { '.github/weir.yml': reading(`${ALLOWED}flights/*.jsonl`) },
  env: {
    LOG_LEVEL: 'trace',
    WEIR_RECORDINGS: ALLOWED,
    WEIR_CONCURRENCY: '1',
    AWS_ENDPOINT_URL_S3: server.url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: CANARY,
    AWS_SECRET_ACCESS_KEY: CANARY,
    AWS_SESSION_TOKEN: CANARY,
  },
});
const { github, repository } = scene;
afterEach(() => {
  Object.assign(server, { refusal: undefined, onCut: undefined, clock: 0 });
  server.cuts.length = 0;
});
afterAll(async () => {
  const told = [scene.app().log(), JSON.stringify(repository.runs), JSON.stringify(repository.comments)];
  await scene.close();
  for (const text of told) expect(text.includes(CANARY)).toBe(false);
});

/** Content that the App has not seen, in a bucket that holds nothing else. */
function fill(files: Readonly<Record<string, string>>): void {
  server.objects.clear();
  server.requests.length = 0;
  for (const [name, text] of Object.entries(files)) server.put(`claims/flights/${name}`, text);
}

let minutes = 50;

/** The check of a change that moves 1 % of the decisions more than the last one did. */
async function judged(base?: string): Promise<Run> {
  minutes += 1;
  const pull = await scene.propose({ 'config/compensation.yaml': compensation(minutes) }, { base });
  return scene.concluded(pull);
}

function said({ output }: Run): string {
  return `${output.title}\n${output.summary}`;
}

test('a change is judged by every object that matches', async () => {
  fill({ 'a.jsonl': flights(1000), 'b.jsonl': '{"delay":0}\n'.repeat(1000), 'c.jsonl': '', 'd.txt': 'none' });

  const { conclusion, output } = await judged();

  expect(conclusion).toBe('success');
  expect(output.summary).toContain('2,000');
});

test('a connection that is cut goes on where it ended, and the clock may be hours off', async () => {
  fill({ 'a.jsonl': flights(1000) });
  server.cuts.push(20_000, 10_000);
  server.clock = 5 * 3_600_000;

  const { conclusion, output } = await judged();

  expect(output.summary).toContain('1,000');
  expect(conclusion).toBe('success');
  expect(server.cuts).toEqual([]);
  expect(server.requests.filter((request) => /bytes=[1-9]\d*-/.test(request)).length).toBeGreaterThan(1);
});

test('objects of a recording are found among 100,000 others', async () => {
  fill({ 'a.jsonl': flights(1000) });
  for (let index = 0; index < 100_000; index += 1) server.put(`claims/flights/${100_000 + index}.txt`, '');

  const { output } = await judged();

  expect(output.summary).toContain('1,000');
  expect(server.requests.filter((request) => request.includes('list-type')).length).toBeGreaterThanOrEqual(100);
});

test('an object that is replaced while it is read judges nothing, and says so', async () => {
  fill({ 'a.jsonl': flights(1000) });
  server.cuts.push(20_000);
  server.onCut = () => fill({ 'a.jsonl': flights(2000) });

  const run = await judged();

  expect(run.conclusion).toBe('failure');
  expect(said(run)).toContain('was replaced or removed while it was read');
  expect(said(run)).toContain(`${ALLOWED}flights/a.jsonl`);
});

test.each([
  ['credentials that are refused', { status: 403, code: 'SignatureDoesNotMatch' }, 'refused the credentials'],
  ['a bucket that is gone', { status: 404, code: 'NoSuchBucket' }, 'there is no such place as the bucket acme-traffic'],
])('%s: nothing is judged, and the check says why', async (_what, refusal, words) => {
  server.refusal = refusal;

  const run = await judged();

  expect(run.conclusion).toBe('failure');
  expect(said(run)).toContain(words);
  expect(said(run)).toContain('.github/weir.yml:3:14');
  expect(said(run)).toContain('`/weir rerun` in a comment, tries again');
});

test('credentials that have run out cost no rerun: once there are others, the check is judged by itself', async () => {
  fill({ 'a.jsonl': flights(1000) });
  server.refusal = { status: 400, code: 'ExpiredToken' };
  const pull = await scene.propose({ 'config/compensation.yaml': compensation(51, 3) });
  const refused = await scene.concluded(pull);
  expect(refused.conclusion).toBe('failure');
  expect(said(refused)).toContain('Weir looks again by itself');
  expect(scene.app().log()).toMatch(new RegExp(`"level":40.*"about":"acme/claims#${pull.number}".*nothing was judged`));

  server.refusal = undefined;
  await scene.app().stop();
  // Six minutes later, by GitHub's clock.
  scene.github.setAhead(360);
  await scene.start();
  const run = await scene.until(() => {
    const now = scene.check(pull);
    return now?.id !== refused.id && now?.status === 'completed' && now;
  });
  scene.github.setAhead(0);

  expect(run.conclusion).toBe('success');
});

test('objects without a byte are no traffic, and no change passes on it', async () => {
  fill({ 'a.jsonl': '' });

  const { conclusion, output } = await judged();

  expect(conclusion).toBe('action_required');
  expect(output.summary).toContain('the recording is empty');
});

test.each([
  's3://acme-traffic/other/*.jsonl',
  's3://acme-traffic/*/flights/*.jsonl',
  's3://acme-traffic/claims/../other/a.jsonl',
  's3://acme-traffic/claims/%2e%2e/other/a.jsonl',
  's3://acme-traffic-of-others/claims/a.jsonl',
  's3://acme-traffic/claims-of-others/a.jsonl',
  'S3://acme-traffic/claims/../other/a.jsonl',
  'https://169.254.169.254/claims/a.jsonl',
  'gs://acme-traffic/claims/a.jsonl',
])('%s is refused, and nobody is asked for it', async (files) => {
  fill({ 'a.jsonl': flights(1000) });
  const base = `elsewhere-${minutes}`;
  await github.commit(repository, base, { '.github/weir.yml': reading(files) });

  const run = await judged(base);

  expect(run.conclusion).toBe('failure');
  expect(said(run)).toContain('is not among the places that the App reads');
  expect(server.requests).toEqual([]);
});

/** Long enough that it is cut into several parts. */
const LONG = flights(80_000);
const MOST = Math.floor(LONG.length * 0.8);
const ranges = () => server.requests.filter((request) => /bytes=[1-9]\d*-/.test(request));

test('what has come is replayed while the rest is on its way, which holds up no other check', async () => {
  fill({ 'a.jsonl': LONG });
  server.put('claims/other/a.jsonl', flights(1000));
  server.stalls.push(MOST);
  await github.commit(repository, 'other', { '.github/weir.yml': reading(`${ALLOWED}other/*.jsonl`) });
  const slow = await scene.propose({ 'config/compensation.yaml': compensation(51) });
  await scene.until(() => /^compensation: [1-9]\d* % of .* replayed$/.test(scene.check(slow)?.output?.title ?? ''));

  const other = await judged('other');
  const meanwhile = scene.check(slow)?.status;
  server.cutStalled();
  const { conclusion, output } = await scene.concluded(slow);

  expect(other.output.summary).toContain('1,000');
  expect(meanwhile).toBe('in_progress');
  expect(ranges()).toEqual([expect.stringContaining(`bytes=${MOST}-`)]);
  expect(conclusion).toBe('success');
  expect(output.summary).toContain('80,000');
});

test('an object that is replaced while its beginning is replayed judges nothing, and says so', async () => {
  fill({ 'a.jsonl': LONG.replaceAll('"delay"', '"late"') });
  server.stalls.push(MOST);
  minutes += 1;
  const pull = await scene.propose({ 'config/compensation.yaml': compensation(minutes) });
  await scene.until(() => / replayed$/.test(scene.check(pull)?.output?.title ?? ''));
  fill({ 'a.jsonl': LONG });
  server.cutStalled();

  const run = await scene.concluded(pull);

  expect(run.conclusion).toBe('failure');
  expect(said(run)).toContain('was replaced or removed while it was read');
});

test('a download that outlasts the check ends it, and the next check goes on where it ended', async () => {
  await scene.app().stop();
  // 9 seconds.
  await scene.start({ env: { WEIR_CHECK_TIMEOUT: '0.15' } });
  fill({ 'a.jsonl': `{"delay":99}\n${LONG}` });
  server.stalls.push(MOST);

  const late = await judged();

  expect(late.conclusion).toBe('timed_out');
  expect(late.output.title).toBe('timed out after 0.15 minutes: the recordings did not arrive');
  expect(late.output.summary).toContain('What has come is kept');

  await scene.app().stop();
  await scene.start();
  const { conclusion, output } = await judged();

  // By now the change moves more than it may.
  expect(conclusion).toBe('failure');
  expect(output.summary).toContain('80,001');
  expect(ranges()).toEqual([expect.stringContaining(`bytes=${MOST}-`)]);
});

test('an S3 that others have made gives the same verdict', async () => {
  const seed = { aws: { s3: { buckets: [{ name: 'acme-traffic' }] } } };
  const emulator = await createEmulator({ service: 'aws', port: await freePort(), seed });
  // The key of Amazon's own documentation.
  const credentials = {
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  };
  const client = new S3Client({
    endpoint: emulator.url,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials,
  });
  await client.send(
    new PutObjectCommand({ Bucket: 'acme-traffic', Key: 'claims/flights/a.jsonl', Body: flights(1000) }),
  );
  await scene.app().stop();
  await scene.start({
    env: {
      AWS_ENDPOINT_URL_S3: emulator.url,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_SESSION_TOKEN: '',
    },
  });

  const passed = await scene.concluded(await scene.propose(EDITS.pass));
  const failed = await scene.concluded(await scene.propose(EDITS.fail));
  await emulator.close();

  expect([passed.conclusion, failed.conclusion]).toEqual(['success', 'failure']);
  expect(failed.output.summary).toContain('1,000');
});
