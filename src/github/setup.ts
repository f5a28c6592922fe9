/**
 * The first start: a page that makes the App on GitHub from `app.yml` and keeps its credentials in `.env`. `weir app` shows it
 * where there are none yet.
 */
import { randomBytes } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';
import { parseEnv } from 'node:util';
import { UsageError } from '../errors.ts';
import { LOGIN_PATH } from './reports/address.ts';
import { type Answer, plain, send } from './reports/answer.ts';
import { WEBHOOK_PATH } from './server/server.ts';
import type { Environment } from './settings.ts';
import { conversionAddress, manifestOf, newAppAddress } from './setup/manifest.ts';
import { createdPage, failedPage, offerPage } from './setup/pages.ts';
import { websiteOf } from './website.ts';

/** The process's environment, over what `.env` in the folder says. */
export function readEnvironment(folder: string): Environment {
  return { ...readDotEnv(join(folder, '.env')), ...process.env };
}

/** In production credentials are given, and a page that anybody may fill in must not open. */
export function needsSetup(env: Environment): boolean {
  const names = ['APP_ID', 'PRIVATE_KEY', 'PRIVATE_KEY_PATH'];
  return env.NODE_ENV !== 'production' && names.every((name) => !env[name]);
}

/** Listens on localhost unless HOST says otherwise, until the process is ended. Throws a UsageError where it cannot. */
export async function startSetup(env: Environment, folder: string): Promise<void> {
  const [host, port] = [env.HOST || 'localhost', Number(env.PORT || 3000)];
  const answer = answers(env, join(folder, '.env'));
  const server = createServer((request, response) => {
    answer(request).then(
      (given) => send(response, given),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      reject(new UsageError([{ message: `cannot listen on ${host}:${port}`, found: cause.code }], { cause }));
    });
    server.listen({ host, port }, resolve);
  });
  if (!env.WEIR_PUBLIC_URL && !env.WEBHOOK_PROXY_URL)
    console.warn(
      'WEIR_PUBLIC_URL is not set: webhooks would go to the address of this page, which GitHub may not reach.',
    );
  console.log(`Weir has no GitHub App yet. Open http://${host}:${port} to make one; then start Weir again.`);
}

function answers(env: Environment, envFile: string): (request: IncomingMessage) => Promise<Answer> {
  const api = env.GITHUB_API_URL || 'https://api.github.com';
  const website = websiteOf(api);
  const publicUrl = env.WEIR_PUBLIC_URL?.trim().replace(/\/+$/, '') || undefined;
  const appYml = readFileSync(join(packageFolder(), 'app.yml'), 'utf8');
  // Nobody else can bring this page to an App of theirs.
  const state = randomBytes(16).toString('hex');

  return async (request) => {
    const here = `${request.headers['x-forwarded-proto'] === 'https' ? 'https' : 'http'}://${request.headers.host ?? ''}`;
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    if (request.method !== 'GET' && request.method !== 'HEAD') return plain(404, 'not found');
    if (pathname === '/') {
      const organization = (searchParams.get('org') ?? env.GH_ORG ?? '').trim();
      const webhooks = webhookAddress(env) ?? `${here}${WEBHOOK_PATH}`;
      const newApp = newAppAddress(website, organization, state);
      return offerPage({
        ...{ website, newApp, organization, webhooks, envFile },
        manifest: manifestOf(appYml, { here, webhooks, login: publicUrl && `${publicUrl}${LOGIN_PATH}` }),
      });
    }
    if (pathname !== '/created') return plain(404, 'not found');
    if (searchParams.get('state') !== state)
      return failedPage(400, 'This answer belongs to another start of this page.');
    return await create(searchParams.get('code') ?? '', { api, envFile, publicUrl });
  };
}

function webhookAddress({ WEIR_PUBLIC_URL: url, WEBHOOK_PROXY_URL: proxy }: Environment): string | undefined {
  return url ? `${url.replace(/\/+$/, '')}${WEBHOOK_PATH}` : proxy || undefined;
}

/** Takes what GitHub has made for this code, which works once and for an hour. */
async function create(
  code: string,
  {
    api,
    envFile,
    publicUrl,
  }: { readonly api: string; readonly envFile: string; readonly publicUrl?: string | undefined },
): Promise<Answer> {
  const response = await fetch(conversionAddress(api, code), {
    method: 'POST',
    headers: { accept: 'application/vnd.github+json' },
    signal: AbortSignal.timeout(30_000),
  }).catch(() => undefined);
  const made: unknown = response?.ok ? await response.json().catch(() => undefined) : undefined;
  if (!isMade(made))
    return failedPage(502, `GitHub answered ${response?.status ?? 'nothing'} when asked for the App’s credentials.`);
  appendDotEnv(envFile, {
    APP_ID: String(made.id),
    PRIVATE_KEY: `"${made.pem}"`,
    WEBHOOK_SECRET: made.webhook_secret ?? '',
    GITHUB_CLIENT_ID: made.client_id ?? '',
    GITHUB_CLIENT_SECRET: made.client_secret ?? '',
    ...(publicUrl !== undefined && { WEIR_PUBLIC_URL: publicUrl }),
  });
  const keyFile = writeKey(dirname(envFile), made);
  console.log(`The App is made, its credentials are in ${envFile}, its key also in ${keyFile}. Start Weir again.`);
  return createdPage({ envFile, keyFile, install: `${made.html_url}/installations/new` });
}

interface Made {
  readonly id: number;
  readonly pem: string;
  readonly html_url: string;
  readonly webhook_secret?: string | null;
  readonly client_id?: string;
  readonly client_secret?: string;
}

function isMade(value: unknown): value is Made {
  if (typeof value !== 'object' || value === null) return false;
  const { id, pem, html_url } = value as Partial<Made>;
  return typeof id === 'number' && typeof pem === 'string' && typeof html_url === 'string' && /^https?:/.test(html_url);
}

/** Where `app.yml` lies, in the repository and in the published package. */
function packageFolder(): string {
  const manifest = findPackageJSON('.', import.meta.url);
  if (manifest === undefined) throw new Error('the package of Weir has no package.json');
  return dirname(manifest);
}

function readDotEnv(path: string): Record<string, string | undefined> {
  try {
    return parseEnv(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw error;
  }
}

/** Alone in a file, as compose.yaml hands it to the container. What is there may be the key of another App, and stays. */
function writeKey(folder: string, { id, pem }: Made): string {
  const [usual = '', other = ''] = ['private-key.pem', `private-key-${id}.pem`].map((name) => join(folder, name));
  const path = existsSync(usual) ? other : usual;
  writeFileSync(path, pem, { mode: 0o600 });
  return path;
}

/** At the end of the file, where they count more than what stands before. */
function appendDotEnv(path: string, values: Readonly<Record<string, string>>): void {
  const lines = Object.entries(values).map(([name, value]) => `${name}=${value.replaceAll('\n', '\\n')}\n`);
  appendFileSync(path, `\n${lines.join('')}`, { mode: 0o600 });
}
