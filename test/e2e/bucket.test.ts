/** A recording in a bucket, by the whole program. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test, vi } from 'vitest';
import { builtProgram } from '../built.ts';
import { setEnvironment } from '../recordings/storage/faults.ts';
import { CANARY, type ObjectServer, serveObjects } from '../recordings/storage/servers/objects.ts';
import { answerS3 } from '../recordings/storage/servers/s3-server.ts';
import { type Fixture, temporaryFolder } from '../repository/fixture.ts';
import { editRule, makeSmallRepository, WEIR_YML } from './small.ts';
import { type Run, weir } from './weir.ts';

vi.setConfig({ testTimeout: 120_000 });

const FILES = 's3://acme-traffic/flights/dt=*/*.jsonl';

/** One flight of fifteen minutes in 460: the rule that is edited moves it alone, and only on the 28th. */
async function setUp(): Promise<{ repository: Fixture; server: ObjectServer }> {
  const server = await serveObjects(answerS3);
  setEnvironment({
    AWS_ENDPOINT_URL_S3: server.url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: CANARY,
    AWS_SECRET_ACCESS_KEY: CANARY,
    WEIR_CACHE: temporaryFolder(),
  });
  server.put('flights/dt=2026-11-20/a.jsonl', '{"delay":15}\n'.repeat(400));
  server.put('flights/dt=2026-11-27/a.jsonl', '{"delay":0}\n'.repeat(400));
  server.put('flights/dt=2026-11-28/a.jsonl', `{"delay":15}\n${'{"delay":90}\n'.repeat(99)}`);
  const weirYml = WEIR_YML.replace(
    'files: traffic/flights.jsonl',
    `files: ${FILES}\n    window: 7d\n    partition: dt={yyyy}-{MM}-{dd}`,
  );
  const repository = makeSmallRepository({ '.github/weir.yml': weirYml, 'traffic/flights.jsonl': undefined });
  editRule(repository);
  return { repository, server };
}

async function check({ directory }: Fixture): Promise<Run & { readonly printed: string }> {
  const run = await weir(['check', '--base', 'main', '--full'], directory);
  const printed = (run.stdout + run.stderr).replace(/\s+/g, ' ');
  expect(printed).not.toContain(CANARY);
  return { ...run, printed };
}

test('is judged by the files of its window, which are downloaded once', async () => {
  const { repository, server } = await setUp();
  const first = await check(repository);
  // 1 of 500 is 0.2 %, below the limit of 1 %; with the 20th it would be 401 of 900.
  expect(first.printed).toMatch(/500 records/);
  expect(first.status).toBe(0);
  const downloads = server.requests.filter((request) => !request.includes('list-type'));
  expect(downloads.map((request) => /dt=[\d-]+/.exec(decodeURIComponent(request))?.[0]).sort()).toEqual([
    'dt=2026-11-27',
    'dt=2026-11-28',
  ]);
  server.requests.length = 0;
  expect((await check(repository)).status).toBe(0);
  expect(server.requests.filter((request) => !request.includes('list-type'))).toEqual([]);
});

test('is read whole among 100,000 objects, beside an empty one, over a connection that is cut, by a clock that is hours off', async () => {
  const { repository, server } = await setUp();
  for (let index = 0; index < 100_000; index += 1) server.put(`flights/dt=2026-11-28/${100_000 + index}.txt`, '');
  server.put('flights/dt=2026-11-28/z.jsonl', '');
  server.cuts.push(1000);
  server.clock = -5 * 3_600_000;
  const { printed, status } = await check(repository);
  expect(printed).toMatch(/500 records/);
  expect(status).toBe(0);
  expect(server.requests.filter((request) => /bytes=[1-9]\d*-/.test(request))).toHaveLength(1);
  expect(server.requests.filter((request) => request.includes('list-type')).length).toBeGreaterThanOrEqual(100);
});

test('whose content changed is downloaded again', async () => {
  const { repository, server } = await setUp();
  expect((await check(repository)).status).toBe(0);
  server.put('flights/dt=2026-11-28/a.jsonl', '{"delay":15}\n'.repeat(100));
  expect((await check(repository)).status).toBe(1);
});

test('that does not let itself be read is judged by nobody, and the error says why and where', async () => {
  const { repository, server } = await setUp();
  server.refusal = { status: 403, code: 'SignatureDoesNotMatch' };
  const { status, printed } = await check(repository);
  expect(status).toBe(2);
  expect(printed).toContain('weir.yml:4:');
  expect(printed).toContain('the bucket acme-traffic refused the credentials (403 SignatureDoesNotMatch)');
});

test('that is replaced while it is read gives no half of a verdict', async () => {
  const { repository, server } = await setUp();
  server.cuts.push(200, 200);
  server.onCut = () => {
    server.put('flights/dt=2026-11-27/a.jsonl', '{"delay":15}\n'.repeat(400));
    server.put('flights/dt=2026-11-28/a.jsonl', '{"delay":15}\n'.repeat(100));
  };
  const { status, printed } = await check(repository);
  expect(status).toBe(2);
  expect(printed).toContain('was replaced or removed while it was read');
});

/** Longer than what tells how long records are; and long enough for a replay that stops early. */
const LONG = Array.from({ length: 80_000 }, (_, id) => `{"id":${id},"delay":${id % 100 === 0 ? 15 : id % 90}}\n`).join(
  '',
);

test('is replayed while it comes', async () => {
  const { repository, server } = await setUp();
  server.put('flights/dt=2026-11-28/a.jsonl', LONG);
  server.objects.delete('flights/dt=2026-11-27/a.jsonl');
  server.stalls.push(Math.floor(LONG.length * 0.8));
  const args = ['check', '--base', 'main', '--full', '--verbose'];
  const running = spawn(process.execPath, [builtProgram(), ...args], { cwd: repository.directory, stdio: 'pipe' });
  let printed = '';
  running.stderr.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
  });
  // Nothing more comes than four fifths of it.
  await vi.waitFor(() => expect(printed).toContain('replaying board'), { timeout: 60_000 });
  running.kill('SIGTERM');
  const [status] = await once(running, 'exit');
  expect(status).toBe(143);
  expect(printed).not.toContain('judged');

  server.requests.length = 0;
  expect((await check(repository)).printed).toMatch(/80,000 records/);
  const downloads = server.requests.filter((request) => decodeURIComponent(request).includes('dt=2026-11-28/a.jsonl'));
  expect(downloads).toEqual([expect.stringContaining(`bytes=${Math.floor(LONG.length * 0.8)}-`)]);
});

test.each([[['--full']], [[]]])('gives, while it comes and once it is there, the same report: %j', async (options) => {
  const { repository, server } = await setUp();
  server.put('flights/dt=2026-11-28/a.jsonl', LONG);
  server.put('flights/dt=2026-11-28/b.jsonl.gz', gzipSync(LONG));
  server.cuts.push(1_500_000);
  const reports = [];
  for (const when of ['cold', 'warm']) {
    const file = join(repository.directory, `.git/${when}.json`);
    const run = await weir(['check', '--base', 'main', '--json', file, ...options], repository.directory);
    expect(run.status, run.stderr).toBe(1);
    reports.push(readFileSync(file, 'utf8'));
  }
  expect(server.cuts).toEqual([]);
  expect(reports[0]).toBe(reports[1]);
});

test('of which half was replayed when it was replaced gives no verdict', async () => {
  const { repository, server } = await setUp();
  server.put('flights/dt=2026-11-28/a.jsonl', LONG);
  server.cuts.push(1_800_000);
  server.onCut = () => server.put('flights/dt=2026-11-28/a.jsonl', LONG.replaceAll('"delay":15', '"delay":16'));
  const { status, printed } = await check(repository);
  expect(status).toBe(2);
  expect(printed).toContain('was replaced or removed while it was read');
  expect(printed).not.toMatch(/records/);
  expect(readdirSync(join(process.env.WEIR_CACHE ?? '', 'running'))).toEqual([]);
});

test('whose download is killed half way goes on there in the next process, whoever else downloads it at the same time', async () => {
  const { repository, server } = await setUp();
  const text = Array.from({ length: 50_000 }, (_, id) => `{"id":${id}}\n`).join('');
  server.put('a.jsonl', text);
  server.stalls.push(200_000);
  const args = ['import', '--format', 'jsonl', 's3://acme-traffic/a.jsonl'];
  const killed = spawn(process.execPath, [builtProgram(), ...args], { cwd: repository.directory, stdio: 'ignore' });
  const partial = join(process.env.WEIR_CACHE ?? '', 'recordings/partial');
  await vi.waitFor(
    () => expect(readdirSync(partial).map((name) => statSync(join(partial, name)).size)).toEqual([200_000]),
    { timeout: 60_000 },
  );
  killed.kill('SIGKILL');
  await once(killed, 'exit');

  server.requests.length = 0;
  const runs = await Promise.all([weir(args, repository.directory), weir(args, repository.directory)]);
  for (const { stdout } of runs) expect(stdout).toBe(text.replace(/^.*$/gm, (line) => line && `{"input":${line}}`));
  const downloads = server.requests.filter((request) => request.startsWith('GET /acme-traffic/a.jsonl'));
  // Whoever came first went on; the other one began anew, or found it whole.
  expect(downloads.filter((request) => request.endsWith('bytes=200000-'))).toHaveLength(1);
  expect(downloads.length).toBeLessThanOrEqual(2);
  expect(readdirSync(partial)).toEqual([]);
});
