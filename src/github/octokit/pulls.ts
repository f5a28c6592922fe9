/** https://docs.github.com/rest/pulls/pulls */
import type { RestEndpointMethodTypes } from '@octokit/rest';
import type { PullRequest, Pulls } from '../port/pulls.ts';
import { bounded } from './bounded.ts';
import type { Door } from './door.ts';
import { isoTime } from './iso-time.ts';

/** GitHub's largest page. */
const PAGE = 100;

type Data =
  | RestEndpointMethodTypes['pulls']['get']['response']['data']
  | RestEndpointMethodTypes['pulls']['list']['response']['data'][number];

export function pullsOf({ octokit, owner, repo }: Door): Pulls {
  const { pulls, issues } = octokit.rest;
  const place = { owner, repo };
  return {
    async read(number) {
      const { data, headers } = await pulls.get({ ...place, pull_number: number });
      return { ...toPullRequest(data), readAt: isoTime(headers.date) };
    },
    async open(base) {
      const which = { state: 'open', ...(base !== undefined && { base }) } as const;
      const listed = await octokit.paginate(pulls.list, { ...place, ...which, per_page: PAGE });
      return listed.map(toPullRequest);
    },
    async openFrom(branch) {
      const which = { state: 'open', head: `${owner}:${branch}`, per_page: PAGE } as const;
      const { data } = await pulls.list({ ...place, ...which });
      // Of the owner's other repositories, too.
      const own = data.map(toPullRequest);
      return own.filter(({ fork, headRef }) => !fork && headRef === branch);
    },
    async lastClosed(base, signal) {
      const which = { state: 'closed', base, sort: 'updated', direction: 'desc' } as const;
      const { data } = await pulls.list({ ...place, ...which, per_page: PAGE, ...bounded(signal) });
      return data.map(({ number, title, head, merged_at, merge_commit_sha }) => ({
        ...{ number, title, head: head.sha },
        mergedAt: merged_at ?? undefined,
        mergeCommit: merge_commit_sha ?? undefined,
      }));
    },
    async commits(number) {
      const commits = await octokit.paginate(pulls.listCommits, { ...place, pull_number: number, per_page: PAGE });
      return commits.map(({ sha }) => sha);
    },
    async lastForcePush(number) {
      const which = { ...place, issue_number: number, per_page: PAGE };
      const events = await octokit.paginate(issues.listEventsForTimeline, which);
      const times = events.flatMap((event) =>
        event.event === 'head_ref_force_pushed' && 'created_at' in event ? [event.created_at ?? ''] : [],
      );
      return times.sort().at(-1);
    },
    async from(branch) {
      const which = { ...place, state: 'all', head: `${owner}:${branch}` } as const;
      return (await octokit.paginate(pulls.list, { ...which, per_page: PAGE })).map(toPullRequest);
    },
    async create(pull) {
      return toPullRequest((await pulls.create({ ...place, ...pull })).data);
    },
  };
}

function toPullRequest(data: Data): PullRequest {
  const { number, state, user, head, base } = data;
  // GitHub describes it; Octokit's types are older.
  const { stack } = data as { stack?: { base: { ref: string } } | null };
  return {
    number,
    repositoryId: base.repo.id,
    open: state === 'open',
    merged: data.merged_at !== null,
    // Of an open one it is what a merge would make.
    mergeCommit: data.merged_at === null ? undefined : (data.merge_commit_sha ?? undefined),
    url: data.html_url,
    body: data.body ?? '',
    // Null where the account is gone; `ghost` is what GitHub shows then.
    author: user?.login ?? 'ghost',
    head: head.sha,
    headRef: head.ref,
    baseRef: base.ref,
    ...(stack && { stackBase: stack.base.ref }),
    // The head's repository is null once a fork has been deleted.
    fork: head.repo?.id !== base.repo.id,
    updatedAt: data.updated_at,
  };
}
