/** Every repository that the App is installed on. */
import type { Repository, RepositoryRef } from '../../repository.ts';
import type { WorkContext } from '../context.ts';

/** Installations that are suspended, and repositories that nobody can push to, are left out. */
export async function* installedRepositories(work: WorkContext): AsyncGenerator<Repository> {
  const { octokit } = work.app;
  for await (const { data } of octokit.paginate.iterator(octokit.rest.apps.listInstallations, { per_page: 100 })) {
    for (const { id, suspended_at } of data) {
      if (!suspended_at) yield* repositoriesOf(work, id);
    }
  }
}

async function* repositoriesOf(work: WorkContext, installation: number): AsyncGenerator<Repository> {
  const { octokit } = await work.open({ installation, owner: '', repo: '' });
  const pages = octokit.paginate.iterator(octokit.rest.apps.listReposAccessibleToInstallation, { per_page: 100 });
  for await (const { data } of pages) {
    for (const { name, owner, archived, disabled } of data) {
      const repository: RepositoryRef = { installation, owner: owner.login, repo: name };
      if (!archived && !disabled) yield { ...repository, octokit };
    }
  }
}
