/** Images for a check, where they are wanted. Called by the worker just before it renders the check. */
import type { Logger } from 'pino';
import type { ChartAddresses } from '../../../report/markdown/image.ts';
import type { CheckTarget } from '../../check/check-run.ts';
import type { CheckOutcome } from '../../check/outcome.ts';
import { fullName, type Repository } from '../../port/repository.ts';
import { checkNameOf } from '../check-name.ts';
import { repositoryId } from '../repository-id.ts';
import type { Charts } from './charts.ts';

/** Undefined where there is nothing to show. Charts that cannot be kept are logged: the check then has bars of text. */
export async function illustrate(
  { charts, log }: { readonly charts: Charts | undefined; readonly log: Pick<Logger, 'warn'> },
  repository: Repository,
  target: CheckTarget,
  outcome: CheckOutcome,
): Promise<ChartAddresses | undefined> {
  const name = checkNameOf(target);
  if (!charts || !name || outcome.kind !== 'judged') return undefined;
  try {
    return await charts.keep(await repositoryId(repository), name, outcome.report);
  } catch (error) {
    log.warn({ err: error, repository: fullName(repository), head: target.head }, 'A chart could not be kept');
    return undefined;
  }
}
