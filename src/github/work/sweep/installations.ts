/** Every repository that the App is installed on. */
import { type RepositoryRef, refOf } from '../../port/repository.ts';
import type { WorkContext } from '../context.ts';
import { attempt } from './attempt.ts';

/**
 * Installations that are suspended, and repositories that nobody can push to, are left out. An installation that cannot be
 * opened, or whose list breaks off, ends there, and the next follows.
 */
export async function* installedRepositories(work: WorkContext): AsyncGenerator<RepositoryRef> {
  for await (const { id, suspended } of work.app.installations()) {
    if (suspended) continue;
    const repositories = work.app.repositories(id, work.attempt.stop)[Symbol.asyncIterator]();
    for (;;) {
      const next = await attempt(work, `installation ${id}`, () => repositories.next());
      if (!next || next.done) break;
      if (!next.value.frozen) yield refOf(next.value);
    }
  }
}
