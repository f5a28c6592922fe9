/** Every repository that the App is installed on. */
import type { Repository, RepositoryRef } from '../../repository.ts';
import type { WorkContext } from '../context.ts';
import { attempt } from './attempt.ts';

/**
 * Installations that are suspended, and repositories that nobody can push to, are left out. An installation that cannot be
 * opened, or whose list breaks off, ends there, and the next follows.
 */
export async function* installedRepositories(work: WorkContext): AsyncGenerator<Repository> {
  const { octokit } = work.app;
  for await (const { data } of octokit.paginate.iterator(octokit.rest.apps.listInstallations, { per_page: 100 })) {
    for (const { id, suspended_at } of data) {
      if (suspended_at) continue;
      const repositories = repositoriesOf(work, id);
      for (;;) {
        const next = await attempt(work, `installation ${id}`, () => repositories.next());
        if (!next || next.done) break;
        yield next.value;
      }
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
