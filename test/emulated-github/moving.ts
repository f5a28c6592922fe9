/** Repositories that get another name or owner, are archived, or lose the App: what they keep is their number. */
import { ask } from './git-store.ts';
import { installationOf, type Person, person, type RepositoryRecord, type World } from './world.ts';

export async function rename(world: World, repository: RepositoryRecord, name: string): Promise<void> {
  const json = await ask<object>(world.git, 'PATCH', `/repos/${repository.fullName}`, { name });
  world.formerNames.set(repository.fullName.toLowerCase(), repository);
  become(repository, repository.owner, name, json);
}

/** Where the App is installed on what the new owner has chosen, the repository is none of these. */
export async function transfer(world: World, repository: RepositoryRecord, owner: string): Promise<void> {
  const json = await ask<object>(world.git, 'POST', `/repos/${repository.fullName}/transfer`, { new_owner: owner });
  uninstall(world, repository);
  world.formerNames.set(repository.fullName.toLowerCase(), repository);
  become(repository, person(world, owner, 'Organization'), repository.name, json);
}

export function archive(repository: RepositoryRecord): void {
  repository.json = { ...repository.json, archived: true };
}

export function uninstall(world: World, repository: RepositoryRecord): void {
  const repositories = installationOf(world, repository)?.repositories;
  repositories?.splice(repositories.indexOf(repository), 1);
}

function become(repository: RepositoryRecord, owner: Person, name: string, json: object): void {
  const { default_branch } = repository.json;
  Object.assign(repository, { owner, name, fullName: `${owner.login}/${name}`, json: { ...json, default_branch } });
}
