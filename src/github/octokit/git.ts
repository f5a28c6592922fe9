/** https://docs.github.com/rest/git and https://docs.github.com/rest/commits/commits */
import { type Git, type LoggedCommit, type TreeItem, Unrelated } from '../port/git.ts';
import { unlessStatus } from '../port/status.ts';
import type { Door } from './door.ts';

export function gitOf({ octokit, owner, repo }: Door): Git {
  const { git, repos } = octokit.rest;
  const place = { owner, repo };
  const compared = async (base: string, head: string, part: { per_page: number; page?: number }) => {
    const which = { ...place, basehead: `${base}...${head}`, ...part };
    const { data } = await repos.compareCommitsWithBasehead(which).catch((cause: unknown) => {
      // A 404 like that for a commit that is gone; only its text tells them apart.
      const isUnrelated = cause instanceof Error && cause.message.startsWith('No common ancestor');
      throw isUnrelated ? new Unrelated(cause.message, { cause }) : cause;
    });
    return data;
  };
  return {
    async tip(branch) {
      const { data } = await git.getRef({ ...place, ref: `heads/${branch}` });
      return data.object.sha;
    },
    async isProtected(branch) {
      return (await repos.getBranch({ ...place, branch })).data.protected;
    },
    async commit(ref) {
      if (/^[0-9a-f]{40}$/.test(ref)) return ref;
      // Most that is pinned are tags: a list without them is an answer at once, where a 404 is asked about for seconds.
      const { data: branches } = await git.listMatchingRefs({ ...place, ref: `heads/${ref}` });
      const branch = branches.find((one) => one.ref === `refs/heads/${ref}`);
      if (branch) return branch.object.sha;
      // Follows tags that are objects of their own. Of the files of the commit none is wanted, but one is the least.
      return (await repos.getCommit({ ...place, ref, per_page: 1 })).data.sha;
    },
    async file(path, ref) {
      // As JSON: of the bare bytes nobody sees whether they are whole, or a proxy's page in their place.
      const data = (await unlessStatus([404], () => repos.getContent({ ...place, path, ref })))?.data;
      if (data === undefined || Array.isArray(data) || !('content' in data)) return undefined;
      // Above 1 MB the content is left out.
      const whole = data.encoding === 'none' ? (await git.getBlob({ ...place, file_sha: data.sha })).data : data;
      return Buffer.from(whole.content, 'base64');
    },
    async branches(prefix) {
      const ask = () => git.listMatchingRefs({ ...place, ref: `heads/${prefix}` });
      const { data = [] } = (await unlessStatus([404, 409], ask)) ?? {};
      return data.map(({ ref, object }) => ({ name: ref.replace(/^refs\/heads\//, ''), head: object.sha }));
    },
    async tree(id, depth) {
      // Any value of `recursive`, even 0 and false, means yes.
      const recursive = depth === 'deep' ? '1' : undefined;
      const { data } = await git.getTree({ ...place, tree_sha: id, recursive });
      const items = data.tree.map(({ path, mode, sha, size = 0 }): [string, TreeItem] => [
        path,
        { mode, id: sha, size },
      ]);
      return { items: new Map(items), truncated: data.truncated };
    },
    async blob(id) {
      const { data } = await git.getBlob({
        ...place,
        file_sha: id,
        headers: { accept: 'application/vnd.github.raw+json' },
        // GitHub says charset=utf-8 of any bytes, and Octokit would decode them as text; the bare body stays as it is.
        request: { parseSuccessResponseBody: false },
      });
      const body: unknown = data;
      if (body instanceof ReadableStream) return body;
      throw new Error(`no stream for the blob ${id}`);
    },
    async committedAt(id) {
      const { data } = await git.getCommit({ ...place, commit_sha: id });
      return data.committer.date;
    },
    async compare(base, head) {
      // Of the commits in between none is wanted, but one is the least that GitHub gives.
      const data = await compared(base, head, { per_page: 1 });
      const moved = (data.files ?? []).flatMap(({ status, previous_filename: from, filename }): [string, string][] =>
        status === 'renamed' && from !== undefined ? [[from, filename]] : [],
      );
      return { mergeBase: data.merge_base_commit.sha, moved };
    },
    async apart(base, head, page) {
      const data = await compared(base, head, { per_page: 100, page });
      const commits = data.commits.map(({ sha: id, parents }) => ({ id, parents: parents.map(({ sha }) => sha) }));
      const { ahead_by: ahead, behind_by: behind, merge_base_commit } = data;
      return { mergeBase: merge_base_commit.sha, ahead, behind, commits };
    },
    async *log(from, path) {
      const which = { ...place, sha: from, per_page: 100, ...(path !== undefined && { path }) };
      for await (const { data } of octokit.paginate.iterator(repos.listCommits, which)) {
        yield data.map(
          ({ sha: id, parents, commit: { message, committer } }): LoggedCommit => ({
            ...{ id, message, at: committer?.date ?? '', parents: parents.map(({ sha }) => sha) },
          }),
        );
      }
    },
    async makeCommit({ parent, message, files }) {
      const entries = Object.entries(files).map(
        ([path, content]) => ({ path, content, mode: '100644', type: 'blob' }) as const,
      );
      const { data: before } = await git.getCommit({ ...place, commit_sha: parent });
      const { data: tree } = await git.createTree({ ...place, base_tree: before.tree.sha, tree: entries });
      return (await git.createCommit({ ...place, message, tree: tree.sha, parents: [parent] })).data.sha;
    },
    async makeBranch(name, commit) {
      await git.createRef({ ...place, ref: `refs/heads/${name}`, sha: commit });
    },
  };
}
