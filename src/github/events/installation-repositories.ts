/** The App was let into more repositories. */
import type { Context } from 'probot';
import type { Job } from '../job.ts';
import { repositoriesOf } from './origin.ts';

export function installationRepositoriesJobs(payload: Context<'installation_repositories'>['payload']): Job[] {
  if (payload.action !== 'added') return [];
  // GitHub's description lets the names be absent; in its payloads they are there.
  const named = payload.repositories_added.flatMap(({ full_name }) => (full_name ? [{ full_name }] : []));
  return repositoriesOf(payload.installation, named).map((repository) => ({ kind: 'repository', repository }));
}
