/** Comments on pull requests, and reactions to them. */
import { actor, bodyOf, type Call, numberOf, page, Refusal, type Route, repositoryOf } from './call.ts';
import { tell } from './events.ts';
import { findIssue } from './issues.ts';
import { commentJson, issueJson, plainIssueJson, reactionJson } from './json-pulls.ts';
import { findPull } from './pulls.ts';
import {
  type Comment,
  laterThan,
  now,
  type Person,
  type Reaction,
  type RepositoryRecord,
  type World,
} from './world.ts';

const REPOSITORY = '/repos/{owner}/{repo}';
const COMMENT = `${REPOSITORY}/issues/comments/{comment_id}`;
// Either opens the comments of a pull request.
const READ = ['issues:read', 'pull_requests:read'] as const;
const WRITE = ['issues:write', 'pull_requests:write'] as const;
const CHARACTERS = 65_536;

export const commentRoutes: readonly Route[] = [
  { method: 'GET', path: `${REPOSITORY}/issues/comments`, needs: READ, handle: listAll },
  { method: 'GET', path: COMMENT, needs: READ, handle: get },
  { method: 'PATCH', path: COMMENT, needs: WRITE, handle: update },
  { method: 'DELETE', path: COMMENT, needs: WRITE, handle: remove },
  { method: 'GET', path: `${COMMENT}/reactions`, needs: READ, handle: listReactions },
  { method: 'POST', path: `${COMMENT}/reactions`, needs: WRITE, handle: react },
  { method: 'DELETE', path: `${COMMENT}/reactions/{reaction_id}`, needs: WRITE, handle: unreact },
  { method: 'GET', path: `${REPOSITORY}/issues/{issue_number}/comments`, needs: READ, handle: list },
  { method: 'POST', path: `${REPOSITORY}/issues/{issue_number}/comments`, needs: WRITE, handle: create },
];

export function addComment(
  world: World,
  repository: RepositoryRecord,
  made: { readonly number: number; readonly author: Person; readonly body: string; readonly byApp: boolean },
): Comment {
  const time = now();
  const comment = { ...made, id: world.nextId(), createdAt: time, updatedAt: time, reactions: [] };
  repository.comments.push(comment);
  tellOf(world, repository, comment, made.author, 'created');
  return comment;
}

/** @param when `at once`: in the second in which it was written */
export function editComment(
  world: World,
  repository: RepositoryRecord,
  comment: Comment,
  {
    body,
    sender,
    when = 'later',
  }: { readonly body: string; readonly sender: Person; readonly when?: 'later' | 'at once' },
): void {
  const from = comment.body;
  comment.body = body;
  comment.editedAt = when === 'later' ? laterThan(comment.createdAt) : comment.createdAt;
  comment.updatedAt = comment.editedAt;
  tellOf(world, repository, comment, sender, 'edited', { changes: { body: { from } } });
}

export function removeComment(world: World, repository: RepositoryRecord, comment: Comment, sender: Person): void {
  repository.comments.splice(repository.comments.indexOf(comment), 1);
  tellOf(world, repository, comment, sender, 'deleted');
}

function listAll(call: Call) {
  return listed(call, repositoryOf(call).comments);
}

function list(call: Call) {
  const repository = repositoryOf(call);
  const which = conversationOf(repository, numberOf(call, 'issue_number'));
  return listed(
    call,
    repository.comments.filter(({ number }) => number === which),
  );
}

function listed(call: Call, comments: readonly Comment[]) {
  const since = Date.parse(call.query.get('since') ?? '1970-01-01T00:00:00Z');
  const key = call.query.get('sort') === 'updated' ? 'updatedAt' : 'createdAt';
  const found = comments
    .filter(({ updatedAt }) => Date.parse(updatedAt) >= since)
    .toSorted((a, b) => a[key].localeCompare(b[key]) || a.id - b.id);
  // The direction counts where a sort is named only.
  if (call.query.has('sort') && call.query.get('direction') !== 'asc') found.reverse();
  const repository = repositoryOf(call);
  return page(call, found, (items) => items.map((one) => commentJson(call.world, repository, one)));
}

function get(call: Call) {
  const { repository, comment } = find(call);
  return { status: 200, body: commentJson(call.world, repository, comment) };
}

function create(call: Call) {
  const repository = repositoryOf(call);
  const number = conversationOf(repository, numberOf(call, 'issue_number'));
  const made = { number, author: actor(call), body: text(call), byApp: call.caller.kind === 'installation' };
  return { status: 201, body: commentJson(call.world, repository, addComment(call.world, repository, made)) };
}

function update(call: Call) {
  const { repository, comment } = find(call);
  editComment(call.world, repository, comment, { body: text(call), sender: actor(call) });
  return { status: 200, body: commentJson(call.world, repository, comment) };
}

function remove(call: Call) {
  const { repository, comment } = find(call);
  removeComment(call.world, repository, comment, actor(call));
  return { status: 204 };
}

function listReactions(call: Call) {
  const content = call.query.get('content');
  const found = find(call).comment.reactions.filter((one) => content === null || one.content === content);
  return page(call, found, (items) => items.map((one) => reactionJson(call.world, one)));
}

/** 201 for a new one, 200 for one that is there already: nobody reacts twice the same way. */
function react(call: Call) {
  const { content } = bodyOf<{ content: string }>(call);
  const { reactions } = find(call).comment;
  const author = actor(call);
  const known = reactions.find((one) => one.content === content && one.author === author);
  if (known !== undefined) return { status: 200, body: reactionJson(call.world, known) };
  const reaction: Reaction = { id: call.world.nextId(), content, author, createdAt: now() };
  reactions.push(reaction);
  return { status: 201, body: reactionJson(call.world, reaction) };
}

function unreact(call: Call) {
  const { reactions } = find(call).comment;
  const id = numberOf(call, 'reaction_id');
  const index = reactions.findIndex((one) => one.id === id);
  const found = reactions[index];
  if (found === undefined) throw new Refusal(404, 'Not Found');
  if (found.author !== actor(call)) throw new Refusal(403, 'Resource not accessible by integration');
  reactions.splice(index, 1);
  return { status: 204 };
}

/** Of a pull request or an issue that is there. */
function conversationOf(repository: RepositoryRecord, number: number): number {
  const isPull = repository.pulls.some((one) => one.number === number);
  return isPull ? number : findIssue(repository, number).number;
}

function text(call: Call): string {
  const { body } = bodyOf<{ body: string }>(call);
  if (body.trim() === '') throw new Refusal(422, 'Validation Failed: body cannot be blank');
  if (body.length > CHARACTERS)
    throw new Refusal(422, `Validation Failed: body is too long (maximum is ${CHARACTERS} characters)`);
  return body;
}

function find(call: Call): { repository: RepositoryRecord; comment: Comment } {
  const repository = repositoryOf(call);
  const id = numberOf(call, 'comment_id');
  const comment = repository.comments.find((one) => one.id === id);
  if (comment === undefined) throw new Refusal(404, 'Not Found');
  return { repository, comment };
}

function tellOf(
  world: World,
  repository: RepositoryRecord,
  comment: Comment,
  sender: Person,
  action: string,
  more: Readonly<Record<string, unknown>> = {},
): void {
  const own = repository.issues.find(({ number }) => number === comment.number);
  const issue = own ? plainIssueJson(world, repository, own) : issueJson(world, findPull(repository, comment.number));
  tell(world, repository, sender, 'issue_comment', {
    action,
    ...more,
    issue,
    comment: commentJson(world, repository, comment),
  });
}
