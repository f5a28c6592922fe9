/** Repositories whose production is watched in a chaos run: each minute, by whatever App is alive. */
import type { EmulatedGitHub, RepositoryRecord } from '../../emulated-github/index.ts';
import { CLAIMED, LABELLED, paidFrom } from '../e2e/production.ts';

export interface WatchedPlace {
  readonly repository: RepositoryRecord;
  /** Title of the one issue that there has to be. */
  readonly title: string;
  /** Runs of a workflow that it starts, at most. */
  readonly starts: number;
}

/** One that a merge has moved, and one that asks for a retraining. */
export async function makeWatched(github: EmulatedGitHub): Promise<WatchedPlace[]> {
  const moved = await github.createRepository({ owner: 'acme', name: 'moved', files: CLAIMED });
  const pull = await github.openPull({ repository: moved, branch: 'earlier', files: { 'paid.json': paidFrom(25) } });
  await github.merge(pull);
  const worse = await github.createRepository({ owner: 'acme', name: 'worse', files: LABELLED });
  return [
    { repository: moved, title: `claims: #${pull.number} moved paid.changed`, starts: 0 },
    { repository: worse, title: 'claims: what turns out to be right is otherwise', starts: 1 },
  ];
}

/** Right is one open issue a cause, told once; others are closed as its duplicates. Nothing is started twice. */
export function wrongIssues(github: EmulatedGitHub, places: readonly WatchedPlace[]): string[] {
  return places.flatMap(({ repository, title, starts }) => {
    const own = repository.issues.filter((issue) => issue.title === title && issue.state === 'open');
    const others = repository.issues.filter((issue) => !own.includes(issue));
    const [issue] = own;
    const said = issue ? github.said(repository, issue).filter(({ body }) => !body.startsWith('<!-- weir:start ')) : [];
    const claims = issue ? github.said(repository, issue).length - said.length : 0;
    const runs = repository.workflowRuns.length;
    const wrong = [
      ...(own.length === 1 ? [] : [`${own.length} open issues called "${title}"`]),
      ...others.filter(({ state }) => state === 'open').map((one) => `an issue called "${one.title}"`),
      ...others.filter(({ body }) => !body.startsWith('The same as #')).map((one) => `a closed issue: ${one.title}`),
      ...(said.length === 0 ? [] : [`${said.length} comments that nobody needs`]),
      ...(runs <= starts ? [] : [`${runs} runs of its workflow`]),
      ...(claims <= starts ? [] : [`${claims} comments that say that one is started`]),
      ...(issue && starts > 0 && !/retraining is asked for/.test(issue.body) ? ['no retraining is asked for'] : []),
    ];
    return wrong.map((what) => `${repository.fullName}: ${what}`);
  });
}
