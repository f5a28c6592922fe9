/** The App was installed, may do more than before, or was let in again. */
import type { Context } from 'probot';
import type { Job } from '../job.ts';
import { repositoriesOf } from './origin.ts';

export function installationJobs(payload: Context<'installation'>['payload']): Job[] {
  switch (payload.action) {
    case 'created':
    case 'new_permissions_accepted':
    case 'unsuspend': {
      const repositories = repositoriesOf(payload.installation, payload.repositories);
      // GitHub leaves the list out where it is long.
      if (repositories.length === 0) return [{ kind: 'sweep' }];
      return repositories.flatMap((repository): Job[] => [
        { kind: 'repository', repository },
        // What could not be watched for want of them can be now.
        ...(payload.action === 'new_permissions_accepted' ? [{ kind: 'monitor', repository } as const] : []),
      ]);
    }
    default:
      return [];
  }
}
