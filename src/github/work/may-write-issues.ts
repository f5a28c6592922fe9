/** Whether an installation lets the App write issues: who operates it is told where not. */
import { fullName, type RepositoryRef } from '../port/repository.ts';
import type { WorkContext } from './context.ts';

/** @param otherwise what is left undone, for the log */
export async function mayWriteIssues(work: WorkContext, ref: RepositoryRef, otherwise: string): Promise<boolean> {
  const { installation, owner, repo } = ref;
  const found = await work.app.installationOf(owner, repo, work.attempt.stop);
  const isGranted = found?.permissions.issues === 'write';
  work.grants.note(installation, 'issues: write', isGranted);
  if (!isGranted) work.log.warn({ repository: fullName(ref), missing: 'issues: write' }, otherwise);
  return isGranted;
}
