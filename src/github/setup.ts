/**
 * The first start: Probot's page that makes the App on GitHub from `app.yml` and keeps its credentials in `.env`.
 * `weir app` shows it where there are none yet.
 */
import { appendFileSync, readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';
import { parseEnv } from 'node:util';
import { run } from 'probot';
import { WEBHOOK_PATH } from './server/server.ts';
import type { Environment } from './settings.ts';

/** The process's environment, over what `.env` in the folder says. */
export function readEnvironment(folder: string): Environment {
  return { ...readDotEnv(join(folder, '.env')), ...process.env };
}

/** In production credentials are given, and a page that anybody may fill in must not open. */
export function needsSetup(env: Environment): boolean {
  const names = ['APP_ID', 'PRIVATE_KEY', 'PRIVATE_KEY_PATH'];
  return env.NODE_ENV !== 'production' && names.every((name) => !env[name]);
}

/**
 * Listens on localhost unless HOST says otherwise, until the process is ended. What GitHub gives is written to `.env` in
 * the folder. Probot's page takes its own settings from the process's environment and `app.yml` from the working
 * directory; both are changed for it.
 */
export async function startSetup(env: Environment, folder: string): Promise<void> {
  const proxy = env.WEIR_PUBLIC_URL && `${env.WEIR_PUBLIC_URL.replace(/\/+$/, '')}${WEBHOOK_PATH}`;
  const webhooks = proxy || env.WEBHOOK_PROXY_URL;
  if (webhooks) process.env.WEBHOOK_PROXY_URL = webhooks;
  else console.warn('WEIR_PUBLIC_URL is not set: GitHub asks for an address of this server that it can reach.');
  // Otherwise Probot would download a program that forwards webhooks over somebody else's server.
  process.env.NO_SMEE_SETUP = 'true';
  const enterprise = /^(https?):\/\/(.+)\/api\/v3\/?$/.exec(env.GITHUB_API_URL ?? '');
  if (enterprise) Object.assign(process.env, { GHE_PROTOCOL: enterprise[1], GHE_HOST: enterprise[2] });
  process.chdir(packageFolder());
  await run(() => {}, { env: { ...env }, updateEnv: (values) => appendDotEnv(join(folder, '.env'), values) });
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

/** At the end of the file, where they count more than what stands before. Probot quotes the private key itself. */
function appendDotEnv(path: string, values: Environment): Environment {
  const lines = Object.entries(values).map(([name, value = '']) => `${name}=${value.replaceAll('\n', '\\n')}\n`);
  appendFileSync(path, `\n${lines.join('')}`, { mode: 0o600 });
  return values;
}
