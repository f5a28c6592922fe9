/** Who asks, where that is not a token of the environment itself. */
import { generateKeyPairSync, verify } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { tokenFor as databricks } from '../../../src/recordings/tables/databricks/token.ts';
import { originOf } from '../../../src/recordings/tables/rest.ts';
import { tokenFor as snowflake } from '../../../src/recordings/tables/snowflake/token.ts';
import { temporaryFolder } from '../files.ts';
import { startService } from './services/service.ts';

const service = await startService();
const fail = (message: string): never => {
  throw new Error(message);
};
afterEach(() => void vi.unstubAllEnvs());

it('Snowflake is asked by a key, with the claims that it wants, for an hour', () => {
  // https://docs.snowflake.com/en/developer-guide/sql-api/authenticating#using-key-pair-authentication
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const path = join(temporaryFolder(), 'key.p8');
  const cipher = { cipher: 'aes-256-cbc', passphrase: 'a phrase' };
  writeFileSync(path, privateKey.export({ type: 'pkcs8', format: 'pem', ...cipher }));
  vi.stubEnv('SNOWFLAKE_USER', 'reader');
  vi.stubEnv('SNOWFLAKE_PRIVATE_KEY_PATH', path);
  expect(() => snowflake('acme-data', fail)).toThrow('SNOWFLAKE_PRIVATE_KEY_PATH leads to no key');
  vi.stubEnv('SNOWFLAKE_PRIVATE_KEY_PASSPHRASE', 'a phrase');
  const [head = '', body = '', signature = ''] = snowflake('acme-data.eu-central-1', fail)?.split('.') ?? [];
  const { iss, sub, iat, exp } = JSON.parse(Buffer.from(body, 'base64url').toString());
  expect(sub).toBe('ACME-DATA.READER');
  expect(iss).toMatch(/^ACME-DATA\.READER\.SHA256:[A-Za-z0-9+/]{43}=$/);
  expect(exp - iat).toBe(3600);
  const signed = Buffer.from(`${head}.${body}`);
  expect(verify('sha256', signed, publicKey, Buffer.from(signature, 'base64url'))).toBe(true);
});

it('Databricks is asked by a token that its service principal asks for', async () => {
  vi.stubEnv('DATABRICKS_CLIENT_ID', 'reader');
  vi.stubEnv('DATABRICKS_CLIENT_SECRET', 's3cret');
  service.answer(({ path, body, headers }) => {
    const isRight =
      path === '/oidc/v1/token' &&
      body === 'grant_type=client_credentials&scope=all-apis' &&
      headers.authorization === `Basic ${Buffer.from('reader:s3cret').toString('base64')}`;
    return isRight ? { body: { access_token: 'for an hour', token_type: 'Bearer' } } : { status: 401, body: {} };
  });
  expect(await databricks(`http://127.0.0.1:${service.port}`, undefined)).toBe('for an hour');
});

it.each([
  ['warehouse.acme.example', undefined, 'https://warehouse.acme.example'],
  ['warehouse.acme.example', 8443, 'https://warehouse.acme.example:8443'],
  ['127.0.0.1', 8080, 'http://127.0.0.1:8080'],
  ['127.0.0.1.acme.example', 8080, 'https://127.0.0.1.acme.example:8080'],
  ['::1', 80, 'http://[::1]:80'],
  ['fe80::1', undefined, 'https://[fe80::1]'],
])('no credentials go out in plain: %s %s is %s', (host, port, origin) => {
  expect(originOf(host, port)).toBe(origin);
});
