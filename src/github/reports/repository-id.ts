/** A repository's number on GitHub, which it keeps under another name. What is kept of checks lies under it. */
import type { About, Repository } from '../port/repository.ts';

/** Milliseconds: somebody waits for the conclusion of a check. */
const PATIENCE = 5000;

/** Throws where GitHub does not answer in time. */
export async function repositoryId(repository: Pick<Repository, 'about'>): Promise<number> {
  return (await aboutNow(repository)).id;
}

/** The same. */
export async function aboutNow(repository: Pick<Repository, 'about'>): Promise<About> {
  return repository.about(AbortSignal.timeout(PATIENCE));
}
