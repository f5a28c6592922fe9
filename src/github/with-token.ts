/** The port to one repository with a token that somebody else has got, as a step of a workflow has. */
import { appOctokit, type ClientOptions } from './octokit/client.ts';
import { commentsOf } from './octokit/comments.ts';
import { issuesOf } from './octokit/issues.ts';
import { workflowsOf } from './octokit/workflows.ts';
import type { Conversations } from './port/conversations.ts';

/** @param options `token`, and of which repository, as `owner/name` */
export function openConversations({
  token,
  repository,
  ...client
}: ClientOptions & { readonly token: string; readonly repository: string }): Conversations {
  const [owner = '', repo = ''] = repository.split('/');
  const Octokit = appOctokit(client);
  const octokit = new Octokit({ auth: { token }, log: { debug() {}, info() {}, warn() {}, error() {} } });
  const door = { octokit, owner, repo };
  return { issues: issuesOf(door), comments: commentsOf(door), workflows: workflowsOf(door) };
}
