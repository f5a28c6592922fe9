/** The pull request that reaches other repositories, on the emulated GitHub. */
import type { Report } from '../../../src/report/report.generated.ts';
import type { EmulatedGitHub, RepositoryRecord } from '../../../test/emulated-github/index.ts';
import { type CheckedPull, openAndWait } from '../on-github.ts';
import { DOWNSTREAMS, filesOf, upstreamChange } from './repositories.ts';

const AUTHOR = 'octo-dev';

/** Makes the three repositories, installs the App in them, and waits for the check of the pull request to `acme/events`. */
export async function proposeUpstream(github: EmulatedGitHub, onTitle: (title: string) => void): Promise<CheckedPull> {
  for (const name of Object.keys(DOWNSTREAMS) as (keyof typeof DOWNSTREAMS)[]) {
    await repositoryOf(github, name);
    github.team('acme', name, [`octo-${name}`]);
  }
  const files = filesOf('events');
  const events = await repositoryOf(github, 'events');
  return openAndWait(github, events, upstreamChange, (path) => files[path] ?? '', onTitle);
}

/** Lines that are not as expected. */
export function surprisesDownstream({ downstreams = [] }: Report): string[] {
  return Object.entries(DOWNSTREAMS).flatMap(([name, expected]) => {
    const verdict = downstreams.find(({ repository }) => repository === `acme/${name}`)?.verdict;
    return verdict === expected ? [] : [`acme/${name}: the line says ${verdict}; ${expected} was expected`];
  });
}

async function repositoryOf(github: EmulatedGitHub, name: Parameters<typeof filesOf>[0]): Promise<RepositoryRecord> {
  const repository = await github.createRepository({
    owner: 'acme',
    name,
    files: filesOf(name),
    visibility: 'private',
  });
  github.grant(AUTHOR, repository, 'write');
  github.install(repository, 'octo-admin');
  return repository;
}
