/**
 * GitHub's web flow, by which people show an App who they are: `/login/oauth/authorize` in a browser, then the App swaps
 * the code for the person's token. Pages of GitHub's web site, so that its description of the API says nothing of them.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { Answer } from './call.ts';
import { type Person, person, type World } from './world.ts';

export interface Logins {
  /** As in the App's settings; GitHub sends people nowhere else. */
  callbackUrl: string | undefined;
  /** Of the time that each answer has. */
  aheadSeconds: number;
  readonly codes: Map<string, Grant>;
  /** People by their tokens. */
  readonly tokens: Map<string, Person>;
}

interface Grant {
  readonly person: Person;
  readonly redirectUri: string;
  /** Undefined: without PKCE. */
  readonly challenge: string | undefined;
  readonly expires: number;
}

export interface WebRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Buffer;
  readonly cookie: string;
}

const TEN_MINUTES_MS = 600_000;

export function makeLogins(): Logins {
  return { callbackUrl: undefined, aheadSeconds: 0, codes: new Map(), tokens: new Map() };
}

/** The cookie of a browser in which the person is logged in to GitHub, and has let the App know who they are. */
export function browserCookie(world: World, login: string): string {
  return `user_session=${person(world, login).login}`;
}

/** Undefined for every other path. */
export function answerWeb(world: World, request: WebRequest): Answer | undefined {
  switch (`${request.method} ${request.path}`) {
    case 'GET /login/oauth/authorize':
      return authorize(world, request);
    case 'POST /login/oauth/access_token':
      return { status: 200, body: swap(world, new URLSearchParams(request.body.toString())) };
    default:
      return undefined;
  }
}

function authorize(world: World, { query, cookie }: WebRequest): Answer {
  const { app, logins } = world;
  const [, login] = /(?:^|;\s*)user_session=([^;]+)/.exec(cookie) ?? [];
  if (query.get('client_id') !== app.clientId || logins.callbackUrl === undefined) return { status: 404, body: {} };
  if (login === undefined) return { status: 200, body: Buffer.from('Sign in to GitHub') };
  const target = new URL(logins.callbackUrl);
  const state = query.get('state');
  if (state !== null) target.searchParams.set('state', state);
  const method = query.get('code_challenge_method');
  const challenge = query.get('code_challenge') ?? undefined;
  if ((query.get('redirect_uri') ?? logins.callbackUrl) !== logins.callbackUrl) {
    target.searchParams.set('error', 'redirect_uri_mismatch');
  } else if (challenge !== undefined && (method !== 'S256' || !/^[\w-]{43}$/.test(challenge))) {
    target.searchParams.set('error', 'invalid_request');
  } else {
    const code = randomBytes(10).toString('hex');
    const expires = Date.now() + TEN_MINUTES_MS;
    logins.codes.set(code, { person: person(world, login), redirectUri: logins.callbackUrl, challenge, expires });
    target.searchParams.set('code', code);
  }
  return { status: 302, headers: { location: target.href } };
}

/** Errors come with the status 200, as from GitHub. A code is good once. */
function swap({ app, logins }: World, form: URLSearchParams): object {
  if (form.get('client_id') !== app.clientId || form.get('client_secret') !== app.clientSecret) {
    return { error: 'incorrect_client_credentials' };
  }
  const code = form.get('code') ?? '';
  const grant = logins.codes.get(code);
  logins.codes.delete(code);
  if (grant === undefined || grant.expires <= Date.now()) return { error: 'bad_verification_code' };
  if ((form.get('redirect_uri') ?? grant.redirectUri) !== grant.redirectUri) return { error: 'redirect_uri_mismatch' };
  const hash = createHash('sha256')
    .update(form.get('code_verifier') ?? '')
    .digest('base64url');
  if (grant.challenge !== undefined && hash !== grant.challenge) return { error: 'bad_verification_code' };
  const token = `ghu_${randomBytes(18).toString('base64url')}`;
  logins.tokens.set(token, grant.person);
  return { access_token: token, token_type: 'bearer', scope: '', expires_in: 28_800 };
}
