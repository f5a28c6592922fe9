/** What .gitmodules calls a submodule, for messages. */
import { fields, type Git } from './git.ts';

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
