/** Who asks Snowflake, by the environment. https://docs.snowflake.com/en/developer-guide/sql-api/authenticating */
import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { TableQuestion } from '../table.ts';

export const CREDENTIALS =
  'SNOWFLAKE_TOKEN (OAuth, or a programmatic access token), or SNOWFLAKE_USER with SNOWFLAKE_PRIVATE_KEY_PATH';

/** Of a token that is signed here; a statement takes less. */
const HOUR = 3600;

/**
 * Undefined where the environment holds nothing. Throws what `fail` gives.
 *
 * @param account as in `snowflake://account/…`
 */
export function tokenFor(account: string, fail: TableQuestion['fail']): string | undefined {
  const { SNOWFLAKE_TOKEN: token, SNOWFLAKE_USER: user, SNOWFLAKE_PRIVATE_KEY_PATH: path } = process.env;
  if (token) return token;
  if (!user || !path) return undefined;
  const key = privateKeyAt(path, fail);
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' });
  const name = `${(account.split('.')[0] ?? '').toUpperCase()}.${user.toUpperCase()}`;
  const fingerprint = createHash('sha256').update(spki).digest('base64');
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: `${name}.SHA256:${fingerprint}`, sub: name, iat: now, exp: now + HOUR };
  const signed = [{ alg: 'RS256', typ: 'JWT' }, claims].map((part) => base64(JSON.stringify(part))).join('.');
  return `${signed}.${base64(sign('sha256', Buffer.from(signed), key))}`;
}

function privateKeyAt(path: string, fail: TableQuestion['fail']): ReturnType<typeof createPrivateKey> {
  const { SNOWFLAKE_PRIVATE_KEY_PASSPHRASE: passphrase } = process.env;
  try {
    return createPrivateKey({ key: readFileSync(path), ...(passphrase && { passphrase }) });
  } catch {
    // What is wrong with it may quote it.
    throw fail(
      'SNOWFLAKE_PRIVATE_KEY_PATH leads to no key',
      'a private key in PEM, and its SNOWFLAKE_PRIVATE_KEY_PASSPHRASE',
    );
  }
}

function base64(value: string | Buffer): string {
  return Buffer.from(value).toString('base64url');
}
