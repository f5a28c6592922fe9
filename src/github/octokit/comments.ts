/** https://docs.github.com/rest/issues/comments and https://docs.github.com/rest/reactions */
import type { RestEndpointMethodTypes } from '@octokit/rest';
import type { Comment, Comments } from '../port/comments.ts';
import { unlessStatus } from '../port/status.ts';
import type { Door } from './door.ts';

type Data = RestEndpointMethodTypes['issues']['getComment']['response']['data'];

export function commentsOf({ octokit, owner, repo }: Door): Comments {
  const { issues, reactions } = octokit.rest;
  const place = { owner, repo };
  return {
    async read(id) {
      const found = await unlessStatus([404], () => issues.getComment({ ...place, comment_id: id }));
      return found && toComment(found.data);
    },
    async wasEdited({ nodeId, createdAt, updatedAt }) {
      if (createdAt !== updatedAt) return true;
      const { nodes } = await octokit.graphql<EditedAnswer>(EDITED, { ids: [nodeId] }).catch(partOf);
      return (nodes?.[0]?.lastEditedAt ?? null) !== null;
    },
    async list(number) {
      const which = { ...place, issue_number: number, per_page: 100 };
      return (await octokit.paginate(issues.listComments, which)).map(toComment);
    },
    async *since(time) {
      const which = { ...place, since: time.toISOString(), per_page: 100 };
      for await (const { data } of octokit.paginate.iterator(issues.listCommentsForRepo, which)) {
        yield* data.map(toComment);
      }
    },
    async post(number, body) {
      await issues.createComment({ ...place, issue_number: number, body });
    },
    async edit(id, body) {
      await issues.updateComment({ ...place, comment_id: id, body });
    },
    async remove(id) {
      await issues.deleteComment({ ...place, comment_id: id });
    },
    async react(id, content) {
      await reactions.createForIssueComment({ ...place, comment_id: id, content });
    },
    async reactions(id) {
      const which = { ...place, comment_id: id, per_page: 100 };
      const left = await octokit.paginate(reactions.listForIssueComment, which);
      return left.map(({ content, user }) => ({ content, login: user?.login }));
    },
  };
}

/** https://docs.github.com/graphql/reference/objects#issuecomment */
const EDITED = 'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on IssueComment { lastEditedAt } } }';

interface EditedAnswer {
  readonly nodes?: readonly ({ readonly lastEditedAt?: string | null } | null)[];
}

/** A comment that is gone, or may not be shown, was not edited as far as anybody knows. Throws what is no answer. */
function partOf(error: unknown): EditedAnswer {
  const isAnswered = error instanceof Error && error.name === 'GraphqlResponseError' && 'data' in error && error.data;
  if (!isAnswered) throw error;
  return error.data as EditedAnswer;
}

function toComment({
  id,
  node_id: nodeId,
  html_url: url,
  user,
  body,
  created_at: createdAt,
  updated_at: updatedAt,
}: Data): Comment {
  const [, kind, number] = /\/(pull|issues)\/(\d+)(?:#|$)/.exec(url) ?? [];
  return {
    id,
    nodeId,
    pull: kind === 'pull' ? Number(number) : undefined,
    ...(kind === 'issues' && { issue: Number(number) }),
    url,
    login: user?.login ?? '',
    isBot: user?.type === 'Bot',
    body: body ?? '',
    createdAt,
    updatedAt,
  };
}
