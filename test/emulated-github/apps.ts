/** The App, its installations and their tokens, and GitHub's log of webhooks. */
import { randomBytes } from 'node:crypto';
import { type Answer, bodyOf, type Call, maySee, numberOf, page, Refusal, type Route } from './call.ts';
import type { Delivery } from './hooks.ts';
import { appJson, installationJson, repositoryJson } from './json.ts';
import { installationOf, type Permissions, timeOf } from './world.ts';

const HOUR_MS = 3_600_000;

export const appRoutes: readonly Route[] = [
  { method: 'GET', path: '/app', needs: 'app', handle: app },
  { method: 'GET', path: '/app/installations', needs: 'app', handle: installations },
  { method: 'GET', path: '/app/installations/{installation_id}', needs: 'app', handle: installation },
  { method: 'POST', path: '/app/installations/{installation_id}/access_tokens', needs: 'app', handle: makeToken },
  { method: 'GET', path: '/app/hook/deliveries', needs: 'app', handle: deliveries },
  { method: 'GET', path: '/app/hook/deliveries/{delivery_id}', needs: 'app', handle: delivery },
  { method: 'POST', path: '/app/hook/deliveries/{delivery_id}/attempts', needs: 'app', handle: redeliver },
  { method: 'GET', path: '/installation/repositories', needs: ['metadata:read'], handle: repositories },
  { method: 'GET', path: '/repos/{owner}/{repo}/installation', needs: 'app', handle: installationOfRepository },
];

function app(call: Call) {
  const installations_count = call.world.installations.length;
  return { status: 200, body: { ...appJson(call.world), installations_count } };
}

function installations(call: Call) {
  return page(call, call.world.installations, (items) => items.map((one) => installationJson(call.world, one)));
}

function installation(call: Call) {
  return { status: 200, body: installationJson(call.world, findInstallation(call)) };
}

function installationOfRepository(call: Call) {
  const { world, params } = call;
  const name = `${params.owner}/${params.repo}`.toLowerCase();
  const repository = world.repositories.find(({ fullName }) => fullName.toLowerCase() === name);
  const found = repository && installationOf(world, repository);
  if (found === undefined) throw new Refusal(404, 'Not Found');
  return { status: 200, body: installationJson(world, found) };
}

interface TokenRequest {
  readonly repositories?: readonly string[];
  readonly repository_ids?: readonly number[];
  readonly permissions?: Permissions;
}

/** A token opens what the installation has or less, for an hour. */
function makeToken(call: Call) {
  const { world } = call;
  const found = findInstallation(call);
  const { repositories: names, repository_ids: ids, permissions = {} } = bodyOf<TokenRequest>(call);
  const limited = names !== undefined || ids !== undefined;
  const chosen = found.repositories.filter(
    ({ id, name }) => !limited || names?.includes(name) === true || ids?.includes(id) === true,
  );
  if (limited && chosen.length < (names ?? ids ?? []).length) {
    throw new Refusal(
      422,
      'There is at least one repository that does not exist or is not accessible to the parent installation.',
    );
  }
  const granted = {
    metadata: 'read',
    ...(Object.keys(permissions).length > 0 ? permissions : world.app.permissions),
  } as const;
  if (Object.entries(granted).some(([name, level]) => !allows(world.app.permissions, name, level))) {
    throw new Refusal(422, 'The permissions requested are not granted to this installation.');
  }
  const token = `ghs_${randomBytes(24).toString('base64url')}`;
  const expires = Date.now() + HOUR_MS;
  const restriction = limited ? chosen.map(({ id }) => id) : undefined;
  world.tokens.set(token, { installation: found, repositories: restriction, permissions: granted, expires });
  const body = {
    token,
    expires_at: timeOf(expires),
    permissions: granted,
    repository_selection: 'selected',
    ...(limited && { repositories: chosen.map((repository) => repositoryJson(world, repository)) }),
  };
  return { status: 201, body };
}

export function allows(permissions: Permissions, name: string, level: string): boolean {
  return name === 'metadata' || permissions[name] === 'write' || permissions[name] === level;
}

function repositories(call: Call) {
  const { world, caller } = call;
  const seen = world.repositories.filter((repository) => maySee(caller, repository));
  return page(call, seen, (items) => ({
    total_count: seen.length,
    repository_selection: 'selected',
    repositories: items.map((repository) => repositoryJson(world, repository)),
  }));
}

/** Newest first; the next page is asked for by a cursor in the Link header. */
function deliveries(call: Call): Answer {
  const size = Math.min(Number(call.query.get('per_page') ?? 30), 100);
  const cursor = Number(call.query.get('cursor') ?? Number.POSITIVE_INFINITY);
  const status = call.query.get('status');
  const wanted = ({ statusCode }: Delivery) => status === null || (status === 'success') === isSuccess(statusCode);
  const older = call.world.hooks.log.filter((one) => one.id <= cursor && wanted(one)).toSorted((a, b) => b.id - a.id);
  const next = older[size];
  const headers: Record<string, string> = {};
  if (next !== undefined) {
    const url = new URL(call.target, call.world.url);
    url.searchParams.set('cursor', String(next.id));
    headers.link = `<${url.href}>; rel="next"`;
  }
  return { status: 200, body: older.slice(0, size).map(deliveryJson), headers };
}

function delivery(call: Call) {
  const found = findDelivery(call);
  const body = {
    ...deliveryJson(found),
    url: call.world.hooks.url ?? '',
    request: { headers: { 'X-GitHub-Delivery': found.guid, 'X-GitHub-Event': found.event }, payload: found.payload },
    response: { headers: {}, payload: '' },
  };
  return { status: 200, body };
}

function redeliver(call: Call) {
  void call.world.hooks.redeliver(findDelivery(call));
  return { status: 202, body: {} };
}

function deliveryJson(one: Delivery) {
  return {
    id: one.id,
    guid: one.guid,
    delivered_at: one.deliveredAt,
    redelivery: one.redelivery,
    duration: one.duration,
    status: one.status,
    status_code: one.statusCode,
    event: one.event,
    action: one.action,
    installation_id: one.installation,
    repository_id: one.repository,
    throttled_at: null,
  };
}

/** Answers below 400 count as good. */
function isSuccess(statusCode: number): boolean {
  return statusCode >= 200 && statusCode < 400;
}

function findDelivery(call: Call): Delivery {
  const id = numberOf(call, 'delivery_id');
  const found = call.world.hooks.log.find((one) => one.id === id);
  if (found === undefined) throw new Refusal(404, 'Not Found');
  return found;
}

function findInstallation(call: Call) {
  const id = numberOf(call, 'installation_id');
  const found = call.world.installations.find((one) => one.id === id);
  if (found === undefined) throw new Refusal(404, 'Not Found');
  return found;
}
