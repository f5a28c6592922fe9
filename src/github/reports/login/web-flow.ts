/**
 * GitHub's web flow, by which a person shows the App who they are:
 * https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-user-access-token-for-a-github-app
 */
import { createHash } from 'node:crypto';
import { Octokit } from '@octokit/rest';

/** Who looks at a page. A login can be given up and taken by another; the id cannot. */
export interface Viewer {
  readonly login: string;
  readonly id: number;
}

export interface WebFlow {
  /** Where GitHub asks the person. `verifier`: for PKCE (RFC 7636); GitHub is shown its hash. */
  address(state: string, verifier: string): string;
  /**
   * Who came back with the code. Undefined where GitHub refuses the code; throws where it gives no answer. The person's
   * token is used once, and forgotten.
   */
  viewerOf(code: string, verifier: string): Promise<Viewer | undefined>;
}

export interface WebFlowOptions {
  readonly client: { readonly id: string; readonly secret: string };
  readonly apiUrl: string;
  /** As in the App's settings on GitHub. */
  readonly callbackUrl: string;
  /** Milliseconds that GitHub may take. */
  readonly patience?: number;
}

export function createWebFlow({ client, apiUrl, callbackUrl, patience = 10_000 }: WebFlowOptions): WebFlow {
  const site = siteOf(apiUrl);
  return {
    address(state, verifier) {
      const query = new URLSearchParams({
        client_id: client.id,
        redirect_uri: callbackUrl,
        state,
        code_challenge: createHash('sha256').update(verifier).digest('base64url'),
        code_challenge_method: 'S256',
      });
      return `${site}/login/oauth/authorize?${query}`;
    },
    async viewerOf(code, verifier) {
      const response = await fetch(`${site}/login/oauth/access_token`, {
        method: 'POST',
        headers: { accept: 'application/json' },
        body: new URLSearchParams({
          client_id: client.id,
          client_secret: client.secret,
          redirect_uri: callbackUrl,
          code,
          code_verifier: verifier,
        }),
        redirect: 'error',
        signal: AbortSignal.timeout(patience),
      });
      if (!response.ok) throw new Error(`GitHub answers a login with ${response.status}`);
      const token = tokenIn(await response.json());
      if (token === undefined) return undefined;
      const person = new Octokit({ baseUrl: apiUrl, auth: token });
      const { data } = await person.rest.users.getAuthenticated({ request: { signal: AbortSignal.timeout(patience) } });
      return { login: data.login, id: data.id };
    },
  };
}

/** GitHub's web site beside its API: github.com, a subdomain of ghe.com, or a server of one's own. */
export function siteOf(apiUrl: string): string {
  const { origin, protocol, host } = new URL(apiUrl);
  const [, named] = /^api\.(github\.com|[\w-]+\.ghe\.com)$/.exec(host) ?? [];
  return named === undefined ? origin : `${protocol}//${named}`;
}

/** What GitHub refuses has the status 200 and an `error` instead. */
function tokenIn(answer: unknown): string | undefined {
  if (typeof answer !== 'object' || answer === null || !('access_token' in answer)) return undefined;
  return typeof answer.access_token === 'string' ? answer.access_token : undefined;
}
