/** Comparisons of two commits, with the merge base that git names: `emulate` takes a near one, which may not be the last. */
import type { Answer, Call } from './call.ts';
import { ask, type GitStore } from './git-store.ts';

interface Commit {
  readonly sha: string;
  readonly parents: readonly { readonly sha: string }[];
}

interface Comparison {
  readonly base_commit: Commit;
  readonly merge_base_commit: Commit;
  readonly ahead_by: number;
  readonly commits: readonly Commit[];
}

/** @param path of the repository in the store; `basehead` is of two commits. @param answer what `emulate` makes of it */
export async function withMergeBase(call: Call, path: string, basehead: string, answer: Answer): Promise<Answer> {
  const { git } = call.world;
  if (!Buffer.isBuffer(answer.body)) return answer;
  const compared: Comparison = JSON.parse(answer.body.toString());
  // Commits in a row have one place where they begin. Only a page of them may be here.
  const isRow = compared.commits.every(({ parents }) => parents.length < 2);
  if (isRow && compared.commits.length === compared.ahead_by) return answer;
  const [base = '', head = ''] = decodeURIComponent(basehead).split('...');
  const [below, above] = [await ancestors(git, path, base), await ancestors(git, path, head)];
  const common = [...above.values()].filter(({ sha }) => below.has(sha));
  const older = new Set(common.flatMap(({ parents }) => parents.map(({ sha }) => sha)));
  // The newest first, as git sorts those that are not ancestors of another.
  const best = common.find(({ sha }) => !older.has(sha));
  if (best === undefined || best.sha === compared.merge_base_commit.sha) return answer;
  const since = await ask<Comparison>(git, 'GET', `${path}/compare/${best.sha}...${head}`);
  const { merge_base_commit, files } = { files: [], ...since };
  const isFirst = (call.query.get('page') ?? '1') === '1';
  return { ...answer, body: { ...compared, merge_base_commit, files: isFirst ? files : [] } };
}

/** Itself and all that it goes back to, the newest first. */
async function ancestors(git: GitStore, path: string, from: string): Promise<Map<string, Commit>> {
  const found = new Map<string, Commit>();
  for (let page = 1; ; page += 1) {
    const commits = await ask<Commit[]>(git, 'GET', `${path}/commits?sha=${from}&per_page=100&page=${page}`);
    for (const commit of commits) found.set(commit.sha, commit);
    if (commits.length < 100) return found;
  }
}
