import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { UsageError } from '../../src/errors.ts';
import { refusesEndpoint } from '../../src/github/endpoint-places.ts';
import { describeSettings, type Environment, readSettings } from '../../src/github/settings.ts';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
const needed = { APP_ID: '7', PRIVATE_KEY: pem, WEBHOOK_SECRET: 'a long secret' };

function problemsOf(env: Environment) {
  try {
    readSettings(env);
  } catch (error) {
    if (error instanceof UsageError) return error.problems;
  }
  throw new Error('nothing was wrong');
}

describe('what is needed', () => {
  test('three variables are enough', () => {
    expect(readSettings(needed)).toEqual({
      appId: 7,
      privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }),
      webhookSecret: 'a long secret',
      port: 3000,
      host: '0.0.0.0',
      logLevel: 'info',
      githubApiUrl: 'https://api.github.com',
      redisUrl: undefined,
      cache: join(tmpdir(), 'weir-cache'),
      cacheBytes: 10_000_000_000,
      recordings: [],
      endpoints: [],
      endpointSecrets: {},
      auditLog: undefined,
      concurrency: 1,
      jobs: availableParallelism(),
      checkTimeoutMinutes: 30,
      sweepMinutes: 10,
      monitorCron: '17 6 * * *',
      publicUrl: undefined,
      publicImages: false,
      reports: join(tmpdir(), 'weir-cache', 'reports'),
      reportDays: 90,
      repositoryShards: 16,
      shareFromBytes: 33_554_432,
      client: undefined,
    });
  });

  test('everything that is missing is said at once', () => {
    expect(problemsOf({ APP_ID: '' }).map(({ message }) => message)).toEqual([
      'APP_ID is not set',
      'neither PRIVATE_KEY nor PRIVATE_KEY_PATH is set',
      'WEBHOOK_SECRET is not set',
    ]);
  });

  test("Probot's own webhook secret is refused", () => {
    expect(problemsOf({ ...needed, WEBHOOK_SECRET: 'development' })).toHaveLength(1);
  });
});

describe('the private key', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'weir-key-')), 'key.pem');
  writeFileSync(file, pem);

  test.for([
    ['with line breaks', { PRIVATE_KEY: pem }],
    ['with \\n', { PRIVATE_KEY: pem.replaceAll('\n', '\\n') }],
    ['in quotes', { PRIVATE_KEY: `"${pem.replaceAll('\n', '\\n')}"` }],
    ['in base64', { PRIVATE_KEY: Buffer.from(pem).toString('base64') }],
    ['as PKCS #8', { PRIVATE_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() }],
    ['in a file', { PRIVATE_KEY: undefined, PRIVATE_KEY_PATH: file }],
    ['in a file, beside an empty variable', { PRIVATE_KEY: '', PRIVATE_KEY_PATH: file }],
  ] as const)('is the same %s', ([, given]) => {
    expect(readSettings({ ...needed, ...given }).privateKey).toBe(readSettings(needed).privateKey);
  });

  const elliptic = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;

  test.for([
    ['is cut', { PRIVATE_KEY: pem.slice(0, 400) }],
    ['is the public one', { PRIVATE_KEY: '-----BEGIN PUBLIC KEY-----' }],
    ['is of another kind', { PRIVATE_KEY: elliptic.export({ type: 'pkcs8', format: 'pem' }).toString() }],
    ['lies nowhere', { PRIVATE_KEY: undefined, PRIVATE_KEY_PATH: '/nowhere/key.pem' }],
  ] as const)('that %s is one problem, which does not show it', ([, given]) => {
    const problems = problemsOf({ ...needed, ...given });

    expect(problems).toHaveLength(1);
    expect(JSON.stringify(problems)).not.toContain('BEGIN');
  });
});

describe('what may be set', () => {
  test('every variable has its place', () => {
    const folder = mkdtempSync(join(tmpdir(), 'weir-recordings-'));
    const settings = readSettings({
      ...needed,
      PORT: '8080',
      HOST: 'localhost',
      LOG_LEVEL: 'DEBUG',
      GITHUB_API_URL: 'https://github.acme.example/api/v3/',
      REDIS_URL: 'redis://:password@redis:6379/1',
      WEIR_CACHE: '/var/cache/weir',
      WEIR_CACHE_BYTES: '1000',
      WEIR_RECORDINGS: `${folder}:${tmpdir()}`,
      WEIR_AUDIT_LOG: '/var/log/weir/audit.jsonl',
      WEIR_CONCURRENCY: '2',
      WEIR_JOBS: '3',
      WEIR_CHECK_TIMEOUT: '5',
      WEIR_SWEEP_MINUTES: '0.5',
      WEIR_MONITOR_CRON: '0 5 * * 1',
      WEIR_PUBLIC_URL: 'https://weir.acme.example/',
      WEIR_PUBLIC_IMAGES: '1',
      WEIR_REPORTS: '/srv/reports',
      WEIR_REPORTS_DAYS: '30',
      GITHUB_CLIENT_ID: 'Iv23li7',
      GITHUB_CLIENT_SECRET: 'a secret of the client',
    });

    expect(settings).toMatchObject({
      port: 8080,
      host: 'localhost',
      logLevel: 'debug',
      githubApiUrl: 'https://github.acme.example/api/v3',
      redisUrl: 'redis://:password@redis:6379/1',
      cache: '/var/cache/weir',
      cacheBytes: 1000,
      recordings: [folder, tmpdir()],
      auditLog: '/var/log/weir/audit.jsonl',
      concurrency: 2,
      jobs: 3,
      checkTimeoutMinutes: 5,
      sweepMinutes: 0.5,
      monitorCron: '0 5 * * 1',
      publicUrl: 'https://weir.acme.example',
      publicImages: true,
      reports: '/srv/reports',
      reportDays: 30,
      client: { id: 'Iv23li7', secret: 'a secret of the client' },
    });
  });

  test.for<[string, string]>([
    ['APP_ID', 'weir'],
    ['PORT', '70000'],
    ['LOG_LEVEL', 'inof'],
    ['GITHUB_API_URL', 'github.acme.example'],
    ['REDIS_URL', 'https://redis'],
    ['WEIR_CACHE_BYTES', '10 GB'],
    ['WEIR_RECORDINGS', '/nowhere'],
    ['WEIR_RECORDINGS', '/nowhere s3://acme-traffic/'],
    ['WEIR_RECORDINGS', 's3://acme-*/'],
    ['WEIR_RECORDINGS', 'ftp://acme-traffic/'],
    ['WEIR_RECORDINGS', 'https://weir:secret@logs.acme.example/'],
    ['WEIR_CONCURRENCY', '0'],
    ['WEIR_JOBS', '-1'],
    ['WEIR_REPOSITORY_SHARDS', '0'],
    ['WEIR_SHARE_FROM_BYTES', '32 MB'],
    ['WEIR_CHECK_TIMEOUT', '0'],
    ['WEIR_SWEEP_MINUTES', '1,5'],
    ['WEIR_MONITOR_CRON', 'daily'],
    ['WEIR_MONITOR_CRON', '0 0 30 2 *'],
    ['WEIR_REPORTS_DAYS', '0'],
    ['WEIR_PUBLIC_IMAGES', 'yes'],
    ['WEIR_REPORTS', 's3://Acme Reports'],
    ['WEIR_REPORTS', 'gs://acme-reports/weir'],
  ])('%s of "%s" is one problem that says what was expected', ([name, value]) => {
    const problems = problemsOf({ ...needed, [name]: value });

    expect(problems).toEqual([expect.objectContaining({ message: `${name} is wrong`, expected: expect.any(String) })]);
  });

  test('public images need a public address', () => {
    expect(problemsOf({ ...needed, WEIR_PUBLIC_IMAGES: '1' })).toEqual([
      expect.objectContaining({ message: 'WEIR_PUBLIC_URL is not set' }),
    ]);
  });

  test('reports may lie in a bucket', () => {
    const { reports } = readSettings({ ...needed, WEIR_REPORTS: 's3://acme-reports/weir' });
    expect(reports).toBe('s3://acme-reports/weir');
  });

  test('production need not be watched', () => {
    expect(readSettings({ ...needed, WEIR_MONITOR_CRON: 'off' }).monitorCron).toBeUndefined();
  });

  test('a log level with a typing error is answered with the one that was meant', () => {
    expect(problemsOf({ ...needed, LOG_LEVEL: 'inof' })[0]?.nearest).toBe('info');
  });
});

describe('the client of the App, for logins,', () => {
  test.for(['GITHUB_CLIENT_ID', 'GITHUB_CLIENT_SECRET'])('is no use as %s alone', (name) => {
    expect(problemsOf({ ...needed, [name]: 'given' })).toEqual([
      expect.objectContaining({ message: expect.stringMatching(/^GITHUB_CLIENT_(ID|SECRET) is not set$/) }),
    ]);
  });
});

test('the description for the log has no secret in it', () => {
  const client = { GITHUB_CLIENT_ID: 'Iv23li7', GITHUB_CLIENT_SECRET: 'a secret of the client' };
  const settings = readSettings({ ...needed, ...client, REDIS_URL: 'redis://user:password@redis:6379' });

  const text = JSON.stringify(describeSettings(settings));

  expect(text).toContain('redis at redis:6379');
  expect(text).not.toMatch(/password|a long secret|of the client|PRIVATE/);
});

test.for([
  ['s3://acme-traffic/', ['s3://acme-traffic/']],
  ['s3://acme-traffic/weir gs://acme, az://traffic/x/', ['s3://acme-traffic/weir', 'gs://acme', 'az://traffic/x/']],
  [`${tmpdir()}:s3://acme-traffic/`, [tmpdir(), 's3://acme-traffic/']],
  [`https://logs.acme.example:8443/a/:${tmpdir()}`, ['https://logs.acme.example:8443/a/', tmpdir()]],
  [`http://logs:8080,${tmpdir()}`, ['http://logs:8080', tmpdir()]],
] as const)('WEIR_RECORDINGS=%s names %j', ([text, places]) => {
  expect(readSettings({ ...needed, WEIR_RECORDINGS: text }).recordings).toEqual(places);
});

describe('WEIR_ENDPOINTS', () => {
  const WEIR_ENDPOINTS = 'scorer.acme.example=SCORER_TOKEN *.preview.acme.example, http://localhost:8080';
  const { endpoints, endpointSecrets } = readSettings({ ...needed, WEIR_ENDPOINTS, SCORER_TOKEN: 't', OTHER: 'o' });

  test.for<[string, string | undefined, boolean]>([
    ['https://scorer.acme.example/v2', undefined, true],
    ['https://scorer.acme.example/v2', 'SCORER_TOKEN', true],
    ['https://scorer.acme.example/v2', 'PRIVATE_KEY', false],
    ['http://scorer.acme.example/v2', undefined, false],
    ['https://scorer.acme.example:8443/v2', undefined, false],
    ['https://pr-7.preview.acme.example/', undefined, true],
    ['https://pr-7.preview.acme.example/', 'SCORER_TOKEN', false],
    ['https://preview.acme.example/', undefined, false],
    ['http://localhost:8080/', undefined, true],
    ['https://example.org/', undefined, false],
  ])('%s with %s is asked: %s', ([address, secret, isAsked]) => {
    expect(refusesEndpoint(endpoints, new URL(address), secret) === undefined).toBe(isAsked);
  });

  test('hands on the secrets that it names and no other, and no log has them', () => {
    expect(endpointSecrets).toEqual({ SCORER_TOKEN: 't' });
    const described = describeSettings(readSettings({ ...needed, WEIR_ENDPOINTS, SCORER_TOKEN: 'do not show' }));
    expect(JSON.stringify(described)).not.toContain('do not show');
  });

  test('that is no host, or names a secret that is not set, is refused', () => {
    expect(problemsOf({ ...needed, WEIR_ENDPOINTS: 'https://acme.example/path acme.example=NOT_SET' })).toHaveLength(2);
  });
});

test.each([
  ['WEIR_RECORDINGS', 'postgres://weir:se:cret@warehouse/traffic'],
  ['WEIR_RECORDINGS', '/srv s3://acme-traffic/ https://weir:secret@logs.acme.example/'],
  ['GITHUB_API_URL', 'https://weir:secret@github.acme.example/api/v3'],
  ['WEIR_PUBLIC_URL', 'https://weir:secret@weir.acme.example'],
])('a password in %s is refused, and not shown', (name, value) => {
  const problems = problemsOf({ ...needed, [name]: value });
  expect(problems).toHaveLength(1);
  expect(problems[0]?.message).toBe(`${name} is wrong`);
  expect(JSON.stringify(problems)).not.toMatch(/cret/);
});
