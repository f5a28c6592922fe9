/** Submodules: what .gitmodules calls one, for messages, and which commits of them the working directory has. */
import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { fields, type Git, gitIn } from './git.ts';
import { MODE } from './tree.ts';

/**
 * @param where `--blob <revision>:<path>` or `--file <path>`
 * @returns undefined where .gitmodules is missing or does not know the path
 */
export async function submoduleName(
  git: Git,
  where: readonly [string, string],
  path: string,
): Promise<string | undefined> {
  const pattern = '^submodule\\..*\\.path$';
  const { stdout } = await git.run(['config', ...where, '--no-includes', '-z', '--get-regexp', pattern]);
  const key = fields(stdout)
    .map((field) => field.split('\n'))
    .find(([, value]) => value === path)?.[0];
  return key?.slice('submodule.'.length, -'.path'.length);
}

/**
 * The commits that `git commit --all` would write down, by path: what is checked out, else what the index wants.
 * @param root absolute path of the top of the working directory
 */
export async function worktreeSubmodules(git: Git, root: string): Promise<ReadonlyMap<string, string>> {
  // `<mode> <id> <stage>\t<path>`
  const wanted = fields(await git.output(['ls-files', '-z', '--stage'])).flatMap((field) => {
    const [mode, id = ''] = field.split(' ', 2);
    return mode === MODE.submodule ? [[field.slice(field.indexOf('\t') + 1), id] as const] : [];
  });
  return new Map(
    await Promise.all(wanted.map(async ([path, id]) => [path, (await checkedOut(join(root, path))) ?? id] as const)),
  );
}

/** Undefined for a folder that is no repository of its own, as where the submodule was never fetched. */
async function checkedOut(folder: string): Promise<string | undefined> {
  if (!(await lstat(join(folder, '.git')).catch(() => undefined))) return undefined;
  const { status, stdout } = await gitIn(folder).run(['rev-parse', '--show-cdup', '--verify', '--quiet', 'HEAD']);
  // At its top the way up is empty; anywhere else git would be speaking of the repository around it.
  const [up, id] = stdout.toString('utf8').split('\n');
  return status === 0 && up === '' && id ? id : undefined;
}
