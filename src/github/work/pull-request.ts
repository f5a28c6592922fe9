/** A pull request as it is now. */
import type { RestEndpointMethodTypes } from '@octokit/rest';
import type { Repository } from '../repository.ts';

export interface PullRequest {
  readonly number: number;
  /** GitHub's number of the repository that it goes to, which that keeps when it is renamed or transferred. */
  readonly repositoryId: number;
  readonly open: boolean;
  /** Login of the author. */
  readonly author: string;
  /** Full commit id. */
  readonly head: string;
  /** Branch that it goes to. */
  readonly baseRef: string;
  /** True where the head lies in another repository, whose writers need not be writers here. */
  readonly fork: boolean;
}

type Data =
  | RestEndpointMethodTypes['pulls']['get']['response']['data']
  | RestEndpointMethodTypes['pulls']['list']['response']['data'][number];

/** `readAt`: when that was, by GitHub's clock, ISO 8601; undefined where GitHub does not say. */
export async function readPullRequest(
  { octokit, owner, repo }: Repository,
  number: number,
): Promise<PullRequest & { readonly readAt: string | undefined }> {
  const { data, headers } = await octokit.rest.pulls.get({ owner, repo, pull_number: number });
  return { ...toPullRequest(data), readAt: isoTime(headers.date) };
}

function isoTime(date: string | undefined): string | undefined {
  const milliseconds = Date.parse(date ?? '');
  return Number.isNaN(milliseconds) ? undefined : new Date(milliseconds).toISOString();
}

export function toPullRequest({ number, state, user, head, base }: Data): PullRequest {
  return {
    number,
    repositoryId: base.repo.id,
    open: state === 'open',
    // Null where the account is gone; `ghost` is what GitHub shows then.
    author: user?.login ?? 'ghost',
    head: head.sha,
    baseRef: base.ref,
    // The head's repository is null once a fork has been deleted.
    fork: head.repo?.id !== base.repo.id,
  };
}
