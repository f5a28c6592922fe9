/** What the operator decides, from the environment. `weir app` reads it once at the start and hands it on. */
import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Problem, UsageError } from '../errors.ts';
import { nearest } from '../nearest.ts';
import { type EndpointPlace, readEndpoints } from './endpoint-places.ts';
import { readPlaces } from './recording-places.ts';
import { readS3Place } from './reports/store/s3.ts';
import { isCron } from './schedule.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Settings {
  readonly appId: number;
  /** PEM (PKCS #8), the same text however it was given. */
  readonly privateKey: string;
  readonly webhookSecret: string;
  readonly port: number;
  readonly host: string;
  readonly logLevel: string;
  /** Without a slash at the end. */
  readonly githubApiUrl: string;
  readonly redisUrl: string | undefined;
  /** Folder for downloaded recordings, and how many bytes may lie in it. */
  readonly cache: string;
  readonly cacheBytes: number;
  /** Folders that `file:///` recordings may lie in, absolute, and addresses that others may lie below. */
  readonly recordings: readonly string[];
  /** Endpoints that may be asked for any repository that names them. */
  readonly endpoints: readonly EndpointPlace[];
  /** Secrets that these name, by their names. */
  readonly endpointSecrets: Environment;
  /** File that the audit log is appended to; undefined: stdout. */
  readonly auditLog: string | undefined;
  /** Replays at once. */
  readonly concurrency: number;
  /** Processes of one replay. */
  readonly jobs: number;
  /** Shards of one repository that may be with workers at once. */
  readonly repositoryShards: number;
  /** Smaller recordings are not handed to workers. */
  readonly shareFromBytes: number;
  /** Not always whole. */
  readonly checkTimeoutMinutes: number;
  /** Not always whole. */
  readonly sweepMinutes: number;
  /** When production is watched: a cron pattern in UTC; undefined: never. */
  readonly monitorCron: string | undefined;
  /** Where people reach this server, without a slash at the end. */
  readonly publicUrl: string | undefined;
  /** Anybody who has their addresses may see the charts in checks, which GitHub fetches without a login. */
  readonly publicImages: boolean;
  /** Folder for reports, absolute, or the `s3://` address of one; and after how many days they are removed. */
  readonly reports: string;
  readonly reportDays: number;
  /** With these the App asks people who they are; undefined: it shows nobody a report. */
  readonly client: { readonly id: string; readonly secret: string } | undefined;
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

/** Probot's own default, and so known to everybody: whoever knows the secret can speak as GitHub. */
const KNOWN_SECRET = 'development';

/** Throws a UsageError with everything that is wrong. An empty variable counts as one that is not set. */
export function readSettings(env: Environment): Settings {
  const problems: Problem[] = [];
  const reader = { env, problems };
  const endpoints = readEndpoints(env, problems);
  const cache = resolve(textOf(env, 'WEIR_CACHE') ?? join(tmpdir(), 'weir-cache'));
  const settings = {
    appId: readNumber(reader, 'APP_ID', undefined, 1),
    privateKey: readPrivateKey(reader),
    webhookSecret: readSecret(reader),
    port: readNumber(reader, 'PORT', 3000, 0, 65_535),
    // Not localhost: in a container nobody could reach it, health checks included.
    host: textOf(env, 'HOST') ?? '0.0.0.0',
    logLevel: readLogLevel(reader),
    githubApiUrl: readGitHubApi(reader),
    redisUrl: readUrl(reader, 'REDIS_URL', ['redis:', 'rediss:']),
    cache,
    cacheBytes: readNumber(reader, 'WEIR_CACHE_BYTES', 10_000_000_000, 1),
    recordings: readPlaces(env, problems),
    endpoints,
    endpointSecrets: Object.fromEntries(endpoints.flatMap(({ secret }) => (secret ? [[secret, env[secret]]] : []))),
    auditLog: textOf(env, 'WEIR_AUDIT_LOG'),
    concurrency: readNumber(reader, 'WEIR_CONCURRENCY', 1, 1),
    jobs: readNumber(reader, 'WEIR_JOBS', availableParallelism(), 1),
    repositoryShards: readNumber(reader, 'WEIR_REPOSITORY_SHARDS', 16, 1),
    // A smaller one is replayed sooner than it is brought and compiled for elsewhere.
    shareFromBytes: readNumber(reader, 'WEIR_SHARE_FROM_BYTES', 32 * 1024 * 1024, 0),
    checkTimeoutMinutes: readMinutes(reader, 'WEIR_CHECK_TIMEOUT', 30),
    sweepMinutes: readMinutes(reader, 'WEIR_SWEEP_MINUTES', 10),
    monitorCron: readCron(reader, 'WEIR_MONITOR_CRON', '17 6 * * *'),
    publicUrl: readUrl(reader, 'WEIR_PUBLIC_URL', ['https:', 'http:']),
    publicImages: readPublicImages(reader),
    reports: readReports(reader) ?? join(cache, 'reports'),
    reportDays: readNumber(reader, 'WEIR_REPORTS_DAYS', 90, 1, 36_500),
    client: readClient(reader),
  };
  if (problems.length > 0) throw new UsageError(problems);
  return settings;
}

/** For the log: every setting but the secrets. */
export function describeSettings(settings: Settings): Record<string, unknown> {
  const { privateKey: _key, webhookSecret: _secret, endpointSecrets: _tokens, client, redisUrl, ...open } = settings;
  return {
    ...open,
    client: client?.id,
    queue: redisUrl === undefined ? 'memory' : `redis at ${new URL(redisUrl).host}`,
  };
}

export interface Reader {
  readonly env: Environment;
  readonly problems: Problem[];
}

export function textOf(env: Environment, name: string): string | undefined {
  return env[name]?.trim() || undefined;
}

/** Where there is a problem the number does not matter: nobody will see it. */
export function readNumber(
  { env, problems }: Reader,
  name: string,
  standard: number | undefined,
  least: number,
  most = 1e15,
) {
  const text = textOf(env, name);
  const expected = most === 1e15 ? `a whole number of at least ${least}` : `a whole number from ${least} to ${most}`;
  if (text === undefined) {
    if (standard === undefined) problems.push({ message: `${name} is not set`, expected });
    return standard ?? least;
  }
  const number = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return number;
  problems.push({ message: `${name} is wrong`, found: text, expected });
  return least;
}

function readMinutes({ env, problems }: Reader, name: string, standard: number): number {
  const text = textOf(env, name);
  if (text === undefined) return standard;
  const minutes = /^\d{1,6}(\.\d{1,3})?$/.test(text) ? Number(text) : 0;
  if (minutes > 0) return minutes;
  problems.push({ message: `${name} is wrong`, found: text, expected: 'a number of minutes above 0, as 10 or 0.5' });
  return standard;
}

function readCron({ env, problems }: Reader, name: string, standard: string): string | undefined {
  const text = textOf(env, name) ?? standard;
  if (text.toLowerCase() === 'off') return undefined;
  if (isCron(text)) return text;
  problems.push({ message: `${name} is wrong`, found: text, expected: `a cron pattern, as ${standard}, or off` });
  return undefined;
}

/** An address may hold a password, so that what was found is never shown. */
export function readUrl({ env, problems }: Reader, name: string, protocols: readonly string[]): string | undefined {
  const text = textOf(env, name);
  if (text === undefined) return undefined;
  const url = URL.parse(text);
  const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:';
  // Nobody asks web servers with what stands there, and the address is logged.
  const isOpen = isWeb && (url.username !== '' || url.password !== '');
  if (url && protocols.includes(url.protocol) && !isOpen) return text.replace(/\/+$/, '');
  const without = isOpen ? ', without a name and password' : '';
  const expected = `an address that starts with ${protocols.join('// or ')}//${without}`;
  problems.push({ message: `${name} is wrong`, expected });
  return undefined;
}

export function readGitHubApi(reader: Reader): string {
  return readUrl(reader, 'GITHUB_API_URL', ['https:', 'http:']) ?? 'https://api.github.com';
}

export function readLogLevel({ env, problems }: Reader): string {
  const text = textOf(env, 'LOG_LEVEL')?.toLowerCase() ?? 'info';
  if (LOG_LEVELS.includes(text)) return text;
  problems.push({
    message: 'LOG_LEVEL is wrong',
    found: text,
    expected: LOG_LEVELS.join(', '),
    nearest: nearest(text, LOG_LEVELS),
  });
  return 'info';
}

/** They are fetched from the public address. */
function readPublicImages({ env, problems }: Reader): boolean {
  const text = textOf(env, 'WEIR_PUBLIC_IMAGES') ?? '0';
  if (text === '1' && textOf(env, 'WEIR_PUBLIC_URL') !== undefined) return true;
  if (text === '1') {
    problems.push({ message: 'WEIR_PUBLIC_URL is not set', expected: 'an address, since WEIR_PUBLIC_IMAGES is 1' });
  } else if (text !== '0') {
    problems.push({ message: 'WEIR_PUBLIC_IMAGES is wrong', found: text, expected: '1 or 0' });
  }
  return false;
}

/** A folder that is made when it is needed, or a bucket that has to be there. */
function readReports({ env, problems }: Reader): string | undefined {
  const text = textOf(env, 'WEIR_REPORTS');
  if (text === undefined || readS3Place(text)) return text;
  const [scheme] = /^\w+:\/\//.exec(text) ?? [];
  if (scheme === undefined) return resolve(text);
  problems.push({
    message: 'WEIR_REPORTS is wrong',
    // The rest may hold a password.
    found: `an address that starts with ${scheme}`,
    expected: 'a folder, or a bucket as s3://bucket/prefix',
  });
  return undefined;
}

/** Probot's page that makes the App writes both under these names. */
function readClient({ env, problems }: Reader): Settings['client'] {
  const [id, secret] = [textOf(env, 'GITHUB_CLIENT_ID'), textOf(env, 'GITHUB_CLIENT_SECRET')];
  if (id !== undefined && secret !== undefined) return { id, secret };
  if (id === secret) return undefined;
  problems.push({
    message: `GITHUB_CLIENT_${id === undefined ? 'ID' : 'SECRET'} is not set`,
    expected: 'both, from the settings of the App on GitHub, or neither',
  });
  return undefined;
}

function readSecret({ env, problems }: Reader): string {
  const secret = textOf(env, 'WEBHOOK_SECRET');
  const expected = "the webhook secret of the App's settings on GitHub";
  if (secret === undefined) problems.push({ message: 'WEBHOOK_SECRET is not set', expected });
  if (secret === KNOWN_SECRET) problems.push({ message: 'WEBHOOK_SECRET is a word that everybody knows', expected });
  return secret ?? '';
}

export function readPrivateKey(reader: Reader): string {
  const { env, problems } = reader;
  const path = textOf(env, 'PRIVATE_KEY_PATH');
  const name = textOf(env, 'PRIVATE_KEY') === undefined && path !== undefined ? 'PRIVATE_KEY_PATH' : 'PRIVATE_KEY';
  const expected =
    'the PEM of an RSA key made in the settings of the App on GitHub, with line breaks, \\n or in base64';
  try {
    const text = name === 'PRIVATE_KEY' ? textOf(env, name) : readFileSync(path ?? '', 'utf8');
    if (text === undefined) {
      problems.push({ message: 'neither PRIVATE_KEY nor PRIVATE_KEY_PATH is set', expected });
      return '';
    }
    const key = createPrivateKey(toPem(text));
    if (key.asymmetricKeyType !== 'rsa') throw new Error('another kind of key');
    // One spelling for all: decisions are signed with a key made of it, which must be the same in every process.
    return key.export({ type: 'pkcs8', format: 'pem' }).toString();
  } catch (error) {
    const unreadable = error instanceof Error && 'syscall' in error;
    const found = unreadable ? `${path}, which cannot be read` : undefined;
    problems.push({ message: `${name} is wrong`, found, expected });
    return '';
  }
}

function toPem(text: string): string {
  const plain = text.includes('-----BEGIN') ? text : Buffer.from(text, 'base64').toString();
  return plain
    .trim()
    .replace(/^(["'])([\s\S]*)\1$/, '$2')
    .replaceAll('\\n', '\n');
}
