/** Which revisions a workflow compares: those of its event, unless its inputs name others. And in words, for the log. */
import { UsageError } from '../../errors.ts';
import { type Git, gitIn } from '../../repository/git.ts';
import { openRepository } from '../../repository/local.ts';
import { mergeBases } from '../../repository/revision.ts';
import type { CheckOptions } from '../run-check.ts';
import type { Push, WorkflowEvent } from './event.ts';
import { commitId, fetchCommits, findMergeBase, haveRevision } from './history.ts';
import type { Inputs } from './inputs.ts';
import type { Note } from './workflow-commands.ts';

export interface Compared {
  readonly revisions: Pick<CheckOptions, 'base' | 'head' | 'trunk'>;
  /** One line of plain text. */
  readonly said: string;
  /** What a reader would not expect of it. */
  readonly notes: readonly Note[];
}

/** May fetch what a shallow clone lacks. Throws RepositoryErrors, and UsageErrors where nobody says what to compare. */
export async function findRevisions(event: WorkflowEvent, inputs: Inputs): Promise<Compared> {
  const git = await gitOf(inputs.repo);
  const compared = await choose(git, event, inputs);
  const { base = '', head = '' } = compared.revisions;
  if ((await commitId(git, base)) !== (await commitId(git, head))) return compared;
  if (event.kind === 'pull-request' && inputs.base === undefined) {
    const message = `The head of the pull request is part of ${event.branch} already: there is nothing to merge, and nothing was compared.`;
    return { ...compared, notes: [{ level: 'warning', title: 'weir: base and head are the same', message }] };
  }
  throw new UsageError([
    {
      message: 'base and head are the same commit: a comparison would be green whatever it holds',
      found: `base ${inputs.base ?? base}, head ${inputs.head ?? head}`,
      expected: 'as input base a commit that lies before the change',
    },
  ]);
}

async function choose(git: Git, event: WorkflowEvent, inputs: Inputs): Promise<Compared> {
  if (inputs.base !== undefined) return named(git, event, inputs, inputs.base);
  switch (event.kind) {
    case 'pull-request': {
      const head = await headOf(git, inputs, event.head);
      const { base, tip } = await findMergeBase(git, event.branch, head);
      // The limits that hold now, not those of the day the branch was made.
      const revisions = { base, head, trunk: tip };
      if (base !== tip || (await mergeBases(git, tip, head)).length < 2)
        return said(revisions, `the pull request, with where it left ${event.branch}`);
      const message = `${event.branch} and the pull request were merged into each other, so no one commit is what it began from: it was compared with what ${event.branch} holds now.`;
      const compared = said(revisions, `the pull request, with what ${event.branch} holds`);
      return { ...compared, notes: [notice('several merge bases', message)] };
    }
    case 'merge-group': {
      const head = await headOf(git, inputs, event.head);
      await fetchCommits(git, [event.base, head]);
      return said({ base: event.base, head }, 'the merge group, with what it goes onto');
    }
    case 'push':
      return pushed(git, event, inputs);
    case 'other':
      throw new UsageError([
        {
          message: `an event like this does not say what to compare: ${event.name || 'none'}`,
          expected:
            'input base (a branch, a tag or a commit; head is what is checked out), or a workflow on pull_request, merge_group or push',
        },
      ]);
    default:
      return event satisfies never;
  }
}

async function pushed(git: Git, { branch, before, after, forced, defaultBranch }: Push, inputs: Inputs) {
  const head = await headOf(git, inputs, after);
  if (before !== undefined) {
    await fetchCommits(git, [before, head]);
    const compared = said({ base: before, head }, `what ${branch} holds after the push, with what it held before`);
    const message = `The push was forced. What ${branch} held before it, ${short(before)}, was compared with what it holds now, ${short(head)}: also what others had pushed and the push took away counts as changed.`;
    return forced ? { ...compared, notes: [notice('a forced push', message)] } : compared;
  }
  if (branch === defaultBranch) {
    const message = `this is the first push to ${branch}: there is nothing before it to compare with`;
    throw new UsageError([{ message, expected: 'input base, or a workflow on pull_request' }]);
  }
  const { base, tip } = await findMergeBase(git, defaultBranch, head);
  const compared = said({ base, head, trunk: tip }, `the new branch ${branch}, with where it left ${defaultBranch}`);
  const message = `${branch} is new, so it was compared with where it left ${defaultBranch}, ${short(base)}.`;
  return { ...compared, notes: [notice('a new branch', message)] };
}

/** The inputs name what to compare, by whatever names it: a branch that the clone lacks is fetched. */
async function named(git: Git, event: WorkflowEvent, inputs: Inputs, wanted: string): Promise<Compared> {
  const base = await haveRevision(git, wanted);
  const head = await headOf(git, inputs, headOfEvent(event));
  return said({ base, head }, `${inputs.head ?? 'the change'}, with ${wanted}`);
}

async function headOf(git: Git, { head }: Inputs, ofEvent: string): Promise<string> {
  return haveRevision(git, head ?? ofEvent);
}

function headOfEvent(event: WorkflowEvent): string {
  switch (event.kind) {
    case 'pull-request':
    case 'merge-group':
      return event.head;
    case 'push':
      return event.after;
    case 'other':
      return 'HEAD';
    default:
      return event satisfies never;
  }
}

function said(revisions: Compared['revisions'] & { base: string; head: string }, what: string): Compared {
  const { base, head } = revisions;
  return { revisions, said: `Compared: ${what} (${short(base)}..${short(head)}).`, notes: [] };
}

function notice(what: string, message: string): Note {
  return { level: 'notice', title: `weir: ${what}`, message };
}

function short(revision: string): string {
  return /^[0-9a-f]{40,64}$/.test(revision) ? revision.slice(0, 12) : revision;
}

/** At the top of the repository. Throws where there is none, or git does not trust it. */
async function gitOf(directory: string): Promise<Git> {
  await using repository = await openRepository(directory);
  return gitIn(repository.root ?? directory);
}
