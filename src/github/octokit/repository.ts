/** The port to a repository, by Octokit: each question and each act is a request to GitHub's API. */
import { type Repository, type RepositoryRef, refOf } from '../port/repository.ts';
import { bounded } from './bounded.ts';
import { checksOf } from './checks.ts';
import type { Octokit } from './client.ts';
import { commentsOf } from './comments.ts';
import { deploymentsOf } from './deployments.ts';
import { gitOf } from './git.ts';
import { issuesOf } from './issues.ts';
import { peopleOf } from './people.ts';
import { pullsOf } from './pulls.ts';
import { visibilityOf } from './visibility.ts';
import { workflowsOf } from './workflows.ts';

/** @param octokit with the token of the repository's installation */
export function openRepository(octokit: Octokit, ref: RepositoryRef): Repository {
  const { owner, repo } = ref;
  const door = { octokit, owner, repo };
  return {
    ...refOf(ref),
    pulls: pullsOf(door),
    checks: checksOf(door),
    comments: commentsOf(door),
    issues: issuesOf(door),
    people: peopleOf(door),
    git: gitOf(door),
    deployments: deploymentsOf(door),
    workflows: workflowsOf(door),
    async about(signal) {
      const { data } = await octokit.rest.repos.get({ owner, repo, ...bounded(signal) });
      const { id, owner: account, name, default_branch: defaultBranch, created_at: createdAt } = data;
      return { id, owner: account.login, repo: name, defaultBranch, createdAt, visibility: visibilityOf(data) };
    },
    warn: (message) => octokit.log.warn(message),
  };
}
