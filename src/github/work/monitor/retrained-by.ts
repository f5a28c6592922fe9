/** Which merges were retrainings that an issue has asked for, as the descriptions of their pull requests say. */
import type { Monitored } from '../../../monitor/monitor.ts';
import { pullOf } from '../../../monitor/words.ts';
import type { Issue } from '../../port/issues.ts';
import type { Repository } from '../../port/repository.ts';
import { unlessStatus } from '../../port/status.ts';
import { retrainsIn } from '../retrains.ts';

/** Commits. */
export async function retrainedBy({ pulls }: Repository, { number }: Issue, { states }: Monitored): Promise<string[]> {
  const found: string[] = [];
  for (const merge of states) {
    const own = pullOf(merge);
    const pull = own === undefined ? undefined : await unlessStatus([404], () => pulls.read(own));
    if (pull?.merged && retrainsIn(pull.body).includes(number)) found.push(merge.commit);
  }
  return found;
}
