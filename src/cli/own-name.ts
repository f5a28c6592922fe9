/** What other repositories call this one. */
import { isRepositoryName } from '../document/elsewhere.ts';
import { UsageError } from '../errors.ts';
import { gitIn, line } from '../repository/git.ts';

/**
 * `owner/name`, as named or by its remote `origin`; empty where neither tells.
 * @throws UsageError for a name that is none
 */
export async function ownName(directory: string, named: string | undefined): Promise<string> {
  const name = named ?? (await nameByRemote(directory));
  if (name === '' || isRepositoryName(name)) return name;
  throw new UsageError([{ message: 'not the name of a repository', found: name, expected: '--name owner/name' }]);
}

async function nameByRemote(directory: string): Promise<string> {
  const { status, stdout } = await gitIn(directory).run(['config', '--get', 'remote.origin.url']);
  const name = /([\w-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(status === 0 ? line(stdout) : '')?.[1];
  return name !== undefined && /^(https?:|ssh:|git@)/.test(line(stdout)) && isRepositoryName(name) ? name : '';
}
