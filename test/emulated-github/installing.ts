/** Installs the App on repositories: one installation for each owner. */
import { installationJson, nodeId, personJson } from './json.ts';
import { now, type Person, type RepositoryRecord, type World } from './world.ts';

export function install(world: World, repository: RepositoryRecord, sender: Person): void {
  const known = world.installations.find(({ account }) => account === repository.owner);
  if (known?.repositories.includes(repository) === true) return;
  const installation = known ?? { id: world.nextId(), account: repository.owner, repositories: [], createdAt: now() };
  installation.repositories.push(repository);
  if (known === undefined) world.installations.push(installation);
  const { id, name, fullName: full_name } = repository;
  const listed = [{ id, node_id: nodeId('Repository', id), name, full_name, private: false }];
  const payload = {
    installation: installationJson(world, installation),
    requester: null,
    sender: personJson(world, sender),
    ...(known === undefined
      ? { action: 'created', repositories: listed }
      : { action: 'added', repository_selection: 'selected', repositories_added: listed, repositories_removed: [] }),
  };
  const event = known === undefined ? 'installation' : 'installation_repositories';
  void world.hooks.send({ event, action: payload.action, installation: installation.id, repository: null, payload });
}
