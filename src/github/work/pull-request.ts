/** A pull request as it is now. */
import type { RestEndpointMethodTypes } from '@octokit/rest';
import type { Repository } from '../repository.ts';

export interface PullRequest {
  readonly number: number;
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

/** `readAt`: when that was, by GitHub's clock, ISO 8601. */
export async function readPullRequest(
  { octokit, owner, repo }: Repository,
  number: number,
): Promise<PullRequest & { readonly readAt: string }> {
  const { data, headers } = await octokit.rest.pulls.get({ owner, repo, pull_number: number });
  return { ...toPullRequest(data), readAt: new Date(headers.date ?? Date.now()).toISOString() };
}

export function toPullRequest({ number, state, user, head, base }: Data): PullRequest {
  return {
    number,
    open: state === 'open',
    // Null where the account is gone; `ghost` is what GitHub shows then.
    author: user?.login ?? 'ghost',
    head: head.sha,
    baseRef: base.ref,
    // The head's repository is null once a fork has been deleted.
    fork: head.repo?.id !== base.repo.id,
  };
}
