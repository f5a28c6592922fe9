/** What an App does that may write to the code: new branches, and pull requests from them. */
import { actor, bodyOf, type Call, Refusal, type Route, repositoryOf } from './call.ts';
import { push } from './commits.ts';
import { resolve } from './git.ts';
import { openPull } from './opening.ts';
import { contains, fullPullJson } from './pulls.ts';

const REPOSITORY = '/repos/{owner}/{repo}';
const HEADS = 'refs/heads/';

export const writingRoutes: readonly Route[] = [
  { method: 'POST', path: `${REPOSITORY}/git/refs`, needs: ['contents:write'], handle: makeRef },
  { method: 'POST', path: `${REPOSITORY}/pulls`, needs: ['pull_requests:write'], handle: makePull },
];

async function makeRef(call: Call) {
  const { world } = call;
  const repository = repositoryOf(call);
  const { ref, sha } = bodyOf<{ ref: string; sha: string }>(call);
  if (!ref.startsWith(HEADS) || ref.length === HEADS.length)
    throw new Refusal(422, `Reference name must start with 'refs/' and have at least two slashes`);
  const name = ref.slice(HEADS.length);
  if (repository.branches.has(name)) throw new Refusal(422, 'Reference already exists');
  if ((await resolve(world, repository, sha)) === undefined) throw new Refusal(422, 'Object does not exist');
  await push(world, repository, name, sha, actor(call).login);
  const url = `${world.url}/repos/${repository.fullName}/git/${ref}`;
  return { status: 201, body: { ref, url, object: { type: 'commit', sha, url } } };
}

async function makePull(call: Call) {
  const { world } = call;
  const repository = repositoryOf(call);
  const { title, head, base, body } = bodyOf<{ title?: string; head: string; base: string; body?: string }>(call);
  const branch = head.replace(`${repository.owner.login}:`, '');
  const [from, to] = [repository.branches.get(branch), repository.branches.get(base)];
  if (to === undefined) throw new Refusal(422, 'Validation Failed: base is invalid');
  if (from === undefined) throw new Refusal(422, 'Validation Failed: head is invalid');
  if (repository.pulls.some((one) => one.state === 'open' && one.head.branch === branch && one.base.branch === base))
    throw new Refusal(422, `Validation Failed: A pull request already exists for ${repository.owner.login}:${branch}.`);
  if (await contains(world, repository, to, from))
    throw new Refusal(422, `Validation Failed: No commits between ${base} and ${branch}`);
  const author = actor(call).login;
  const pull = await openPull(world, { repository, branch, base, author, title, ...(body !== undefined && { body }) });
  return { status: 201, body: await fullPullJson(world, pull) };
}
