/** Finds out who asks, and refuses who may not. */
import { verify } from 'node:crypto';
import { allows } from './apps.ts';
import { Refusal, type Route } from './call.ts';
import { type Caller, person, type World } from './world.ts';

/** Throws a `Refusal` (401) for a token that is wrong or no longer good. */
export function callerOf(world: World, authorization: string | undefined): Caller {
  if (authorization === undefined) return { kind: 'anonymous' };
  const token = authorization.replace(/^(bearer|token) /i, '');
  if (token.split('.').length === 3) return appOf(world, token);
  if (token.startsWith('ghp_')) return { kind: 'user', person: person(world, token.slice(4)) };
  const loggedIn = world.logins.tokens.get(token);
  if (loggedIn !== undefined) return { kind: 'user', person: loggedIn };
  const known = world.tokens.get(token);
  if (known === undefined || known.expires <= Date.now()) throw new Refusal(401, 'Bad credentials');
  return { kind: 'installation', token: known };
}

/** Throws a `Refusal` (401 or 403) unless the caller may use the route. */
export function admit(caller: Caller, route: Route): void {
  if (caller.kind === 'anonymous') throw new Refusal(401, 'Requires authentication');
  if (route.needs === 'app') {
    if (caller.kind !== 'app') throw new Refusal(401, 'A JSON web token could not be decoded');
    return;
  }
  if (caller.kind === 'app') throw new Refusal(401, 'Bad credentials');
  if (caller.kind === 'user') {
    admitUser(route.needs);
    return;
  }
  const { permissions } = caller.token;
  const granted = route.needs.some((need) => {
    const [name = '', level = ''] = need.split(':');
    return allows(permissions, name, level);
  });
  if (!granted) throw new Refusal(403, 'Resource not accessible by integration');
}

/** For the log of requests. */
export function nameOf(caller: Caller): string {
  if (caller.kind === 'installation') return `installation ${caller.token.installation.id}`;
  return caller.kind === 'user' ? caller.person.login : caller.kind;
}

/** Checks are written by Apps only. */
function admitUser(needs: readonly string[]): void {
  if (needs.includes('checks:write')) throw new Refusal(403, 'You must authenticate via a GitHub App.');
}

/** The App signs a JSON web token with its key: RS256, issued by its id or client id, good for ten minutes at most. */
function appOf(world: World, token: string): Caller {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const signed = Buffer.from(`${header}.${payload}`);
  if (!verify('sha256', signed, world.app.publicKey, Buffer.from(signature, 'base64url'))) {
    throw new Refusal(401, 'A JSON web token could not be decoded');
  }
  const claims: { iss?: unknown; iat?: unknown; exp?: unknown } = JSON.parse(
    Buffer.from(payload, 'base64url').toString(),
  );
  const seconds = Date.now() / 1000;
  const [issued, expires] = [Number(claims.iat), Number(claims.exp)];
  if (![String(world.app.id), world.app.clientId].includes(String(claims.iss))) {
    throw new Refusal(401, 'Integration not found');
  }
  if (!(issued <= seconds + 60))
    throw new Refusal(
      401,
      "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
    );
  if (!(expires > seconds))
    throw new Refusal(
      401,
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
    );
  if (expires > seconds + 660) throw new Refusal(401, "'Expiration time' claim ('exp') is too far in the future");
  return { kind: 'app' };
}
