/** What `emulate` answers for a repository's files and commits, made as GitHub has it where the two differ. */
import { type Answer, actor, bodyOf, type Call, Refusal, type Route, repositoryOf } from './call.ts';
import { withMergeBase } from './comparing.ts';
import { type RepositoryRecord, storeOf, type World } from './world.ts';

const REPOSITORY = '/repos/{owner}/{repo}';
const MEGABYTE = 1024 * 1024;
const ANY_CONTENTS = ['contents:read'] as const;

export const gitRoutes: readonly Route[] = [
  { method: 'GET', path: REPOSITORY, needs: ['metadata:read'], handle: about },
  { method: 'GET', path: `${REPOSITORY}/branches/{branch}`, needs: ANY_CONTENTS, handle: branch },
  { method: 'GET', path: `${REPOSITORY}/compare/{basehead}`, needs: ANY_CONTENTS, handle: compare },
  { method: 'GET', path: `${REPOSITORY}/contents/{path}`, needs: ANY_CONTENTS, handle: contents },
  { method: 'GET', path: `${REPOSITORY}/git/blobs/{file_sha}`, needs: ANY_CONTENTS, handle: blob },
  { method: 'GET', path: `${REPOSITORY}/git/commits/{commit_sha}`, needs: ANY_CONTENTS, handle: forward },
  { method: 'GET', path: `${REPOSITORY}/git/matching-refs/{ref}`, needs: ANY_CONTENTS, handle: forward },
  { method: 'GET', path: `${REPOSITORY}/git/ref/{ref}`, needs: ANY_CONTENTS, handle: forward },
  { method: 'GET', path: `${REPOSITORY}/git/trees/{tree_sha}`, needs: ANY_CONTENTS, handle: tree },
  { method: 'GET', path: `${REPOSITORY}/commits/{ref}`, needs: ANY_CONTENTS, handle: forward },
  { method: 'GET', path: `${REPOSITORY}/commits`, needs: ANY_CONTENTS, handle: forward },
  { method: 'POST', path: `${REPOSITORY}/git/trees`, needs: ['contents:write'], handle: forward },
  { method: 'POST', path: `${REPOSITORY}/git/commits`, needs: ['contents:write'], handle: makeCommitObject },
];

/** Whoever asks is its author, where it names nobody. */
async function makeCommitObject(call: Call): Promise<Answer> {
  const { login } = actor(call);
  const signature = { name: login, email: `${login}@users.noreply.github.com` };
  const body = { author: signature, ...bodyOf<object>(call) };
  return forward({ ...call, body });
}

/** The commit that a sha or branch names; undefined where there is none. */
export async function resolve(world: World, repository: RepositoryRecord, ref: string): Promise<string | undefined> {
  const branch = repository.branches.get(ref.replace(/^(refs\/)?heads\//, ''));
  if (branch !== undefined) return branch;
  if (!/^[0-9a-f]{40}$/.test(ref)) return undefined;
  const { status } = await world.git.request('GET', `/repos/${storeOf(repository).fullName}/git/commits/${ref}`);
  return status === 200 ? ref : undefined;
}

async function forward(call: Call): Promise<Answer> {
  repositoryOf(call);
  const answer = await call.world.git.request(call.method, call.target, call.body, call.accept);
  const headers: Record<string, string> = { 'content-type': answer.type };
  if (answer.link !== null) headers.link = answer.link;
  if (answer.status >= 400) throw new Refusal(answer.status, messageIn(answer.body));
  return { status: answer.status, body: answer.body, headers };
}

/** Who may see it is the proxy's to say. */
async function about(call: Call): Promise<Answer> {
  const answer = await forward(call);
  if (!Buffer.isBuffer(answer.body)) return answer;
  const { visibility, json } = repositoryOf(call);
  const { created_at } = json;
  return {
    ...answer,
    body: { ...JSON.parse(answer.body.toString()), created_at, visibility, private: visibility === 'private' },
  };
}

async function compare(call: Call): Promise<Answer> {
  const answer = await forward(call);
  const path = `/repos/${storeOf(repositoryOf(call)).fullName}`;
  return withMergeBase(call, path, call.params.basehead ?? '', answer);
}

async function branch(call: Call): Promise<Answer> {
  const answer = await forward(call);
  const isProtected = repositoryOf(call).protected.has(decodeURIComponent(call.params.branch ?? ''));
  if (!Buffer.isBuffer(answer.body)) return answer;
  return { ...answer, body: { ...JSON.parse(answer.body.toString()), protected: isProtected } };
}

/** From 1 MB on GitHub gives contents in raw form only: the JSON has an empty `content` with the encoding `none`. */
async function contents(call: Call): Promise<Answer> {
  const answer = await forward(call);
  if (!Buffer.isBuffer(answer.body)) return answer;
  // A folder is a list, whatever was asked for.
  const isList = answer.headers?.['content-type']?.startsWith('application/json') === true;
  if (isRaw(call)) return isList ? answer : raw(answer.body);
  const file: unknown = JSON.parse(answer.body.toString());
  const isLarge = typeof file === 'object' && file !== null && 'size' in file && Number(file.size) > MEGABYTE;
  return isLarge ? { status: 200, body: { ...file, content: '', encoding: 'none' } } : answer;
}

/** GitHub breaks base64 into lines, and gives the bytes as they are to who asks for raw; `emulate` does neither. */
async function blob(call: Call): Promise<Answer> {
  const answer = await forward(call);
  if (!Buffer.isBuffer(answer.body)) return answer;
  const json: { content: string } = JSON.parse(answer.body.toString());
  if (isRaw(call)) return raw(Buffer.from(json.content, 'base64'));
  return { status: 200, body: { ...json, content: json.content.replace(/.{60}/g, '$&\n') } };
}

/** A repository whose trees are `truncated` answers recursive requests with the first half; `folders`: all requests. */
async function tree(call: Call): Promise<Answer> {
  const answer = await forward(call);
  const { truncated } = repositoryOf(call);
  const isCut = truncated === 'folders' || (truncated && call.query.has('recursive'));
  if (!isCut || !Buffer.isBuffer(answer.body)) return answer;
  const json: { tree: unknown[] } = JSON.parse(answer.body.toString());
  return { status: 200, body: { ...json, tree: json.tree.slice(0, json.tree.length / 2), truncated: true } };
}

/** Calls everything UTF-8, as GitHub does: Octokit spoils binary files by it unless it is told not to. */
function raw(body: Buffer): Answer {
  return { status: 200, body, headers: { 'content-type': 'application/vnd.github.raw+json; charset=utf-8' } };
}

function isRaw(call: Call): boolean {
  return /application\/vnd\.github\.(v3\.)?raw/.test(call.accept);
}

function messageIn(body: Buffer): string {
  try {
    const json: unknown = JSON.parse(body.toString());
    if (typeof json === 'object' && json !== null && 'message' in json) return String(json.message);
  } catch {
    // Not JSON: shown as it is.
  }
  return body.toString();
}
