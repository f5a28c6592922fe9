/** A repository's number on GitHub, which it keeps under another name. What is kept of checks lies under it. */
import type { Repository } from '../repository.ts';

/** Milliseconds: somebody waits for the conclusion of a check. */
const PATIENCE = 5000;

/** Throws where GitHub does not answer in time. */
export async function repositoryId({ octokit, owner, repo }: Repository): Promise<number> {
  const { data } = await octokit.rest.repos.get({ owner, repo, request: { signal: AbortSignal.timeout(PATIENCE) } });
  return data.id;
}
