/** Which revisions a workflow compares: those of its event, unless its inputs name others. */
import { type Git, gitIn } from '../../repository/git.ts';
import { openRepository } from '../../repository/local.ts';
import type { CheckOptions } from '../run-check.ts';
import type { WorkflowEvent } from './event.ts';
import { fetchCommits, findMergeBase } from './history.ts';
import type { Inputs } from './inputs.ts';

export type Revisions = Pick<CheckOptions, 'base' | 'head' | 'trunk'>;

/** May fetch what a shallow clone lacks. Throws RepositoryErrors. */
export async function findRevisions(event: WorkflowEvent, inputs: Inputs): Promise<Revisions> {
  const git = await gitOf(inputs.repo);
  switch (event.kind) {
    case 'pull-request': {
      const head = inputs.head ?? event.head;
      if (inputs.base !== undefined) return { base: inputs.base, head };
      const { base, tip } = await findMergeBase(git, event.branch, head);
      // The limits that hold now, not those of the day the branch was made.
      return { base, head, trunk: tip };
    }
    case 'merge-group': {
      const base = inputs.base ?? event.base;
      const head = inputs.head ?? event.head;
      await fetchCommits(git, [base, head]);
      return { base, head };
    }
    case 'other':
      return { base: inputs.base, head: inputs.head ?? 'HEAD' };
    default:
      return event satisfies never;
  }
}

/** At the top of the repository. Throws where there is none, or git does not trust it. */
async function gitOf(directory: string): Promise<Git> {
  await using repository = await openRepository(directory);
  return gitIn(repository.root ?? directory);
}
