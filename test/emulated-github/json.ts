/** How GitHub writes accounts, Apps and repositories. `json-*.ts` have the rest. */

import {
  type Installation,
  installationOf,
  type Permissions,
  type Person,
  type RepositoryRecord,
  type World,
} from './world.ts';

export type Json = Readonly<Record<string, unknown>>;

export function personJson(world: World, { id, login, type }: Person): Json {
  const url = `${world.url}/users/${encodeURIComponent(login)}`;
  return {
    login,
    id,
    node_id: nodeId(type, id),
    avatar_url: `${world.url}/avatars/${id}`,
    gravatar_id: '',
    url,
    html_url: `${world.url}/${type === 'Bot' ? `apps/${world.app.slug}` : login}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type,
    user_view_type: 'public',
    site_admin: false,
  };
}

export function appJson(world: World): Json {
  const { id, slug, name, clientId, permissions, events } = world.app;
  return {
    id,
    slug,
    node_id: nodeId('App', id),
    client_id: clientId,
    owner: null,
    name,
    description: '',
    external_url: `${world.url}/apps/${slug}`,
    html_url: `${world.url}/apps/${slug}`,
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
    permissions,
    events: events ?? [],
  };
}

export function installationJson(world: World, { id, account, createdAt }: Installation): Json {
  return {
    id,
    account: personJson(world, account),
    repository_selection: 'selected',
    access_tokens_url: `${world.url}/app/installations/${id}/access_tokens`,
    repositories_url: `${world.url}/installation/repositories`,
    html_url: `${world.url}/organizations/${account.login}/settings/installations/${id}`,
    app_id: world.app.id,
    app_slug: world.app.slug,
    client_id: world.app.clientId,
    target_id: account.id,
    target_type: account.type,
    permissions: world.app.permissions satisfies Permissions,
    events: world.app.events ?? [],
    created_at: createdAt,
    updated_at: createdAt,
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    suspended_by: null,
    suspended_at: null,
  };
}

export function associationOf(repository: RepositoryRecord, { login }: Person): string {
  return repository.permissions.has(login.toLowerCase()) ? 'MEMBER' : 'NONE';
}

export function repositoryJson(world: World, repository: RepositoryRecord): Json {
  const { visibility, pushedAt: pushed_at } = repository;
  const seen = { visibility, private: visibility === 'private', pushed_at };
  if (repository.parent === undefined) return { ...repository.json, ...seen };
  const owner = personJson(world, repository.owner);
  const { fullName: full_name, name, id } = repository;
  const urls = { url: `${world.url}/repos/${full_name}`, html_url: `${world.url}/${full_name}` };
  return {
    ...repository.json,
    ...seen,
    ...urls,
    id,
    node_id: nodeId('Repository', id),
    name,
    full_name,
    owner,
    fork: true,
  };
}

/** The fields every webhook about a repository has. */
export function aboutJson(world: World, repository: RepositoryRecord, sender: Person): Json {
  const installation = installationOf(world, repository);
  return {
    repository: repositoryJson(world, repository),
    organization: personJson(world, repository.owner),
    sender: personJson(world, sender),
    ...(installation && {
      installation: { id: installation.id, node_id: nodeId('Installation', installation.id) },
    }),
  };
}

export function nodeId(kind: string, id: number): string {
  return Buffer.from(`0:${kind.length}:${kind}${id}`).toString('base64');
}
