/** Who asks Databricks, by the environment: a token, or a service principal. https://docs.databricks.com/dev-tools/auth/oauth-m2m */
import { ask } from '../rest.ts';

export const CREDENTIALS =
  'DATABRICKS_TOKEN, or DATABRICKS_CLIENT_ID with DATABRICKS_CLIENT_SECRET; and DATABRICKS_WAREHOUSE_ID';

/** Undefined where the environment holds nothing. Throws as `ask` does. */
export async function tokenFor(origin: string, signal: AbortSignal | undefined): Promise<string | undefined> {
  const { DATABRICKS_TOKEN: token, DATABRICKS_CLIENT_ID: id, DATABRICKS_CLIENT_SECRET: secret } = process.env;
  if (token) return token;
  if (!id || !secret) return undefined;
  const { body } = await ask(`${origin}/oidc/v1/token`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: 'grant_type=client_credentials&scope=all-apis',
    signal,
  });
  return (body as { access_token?: string } | undefined)?.access_token;
}
