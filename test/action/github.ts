/** A repository on a server with a pull request against it, and the checkouts that `actions/checkout` makes of it. */

import { flights, governed, params } from '../cli/weir.ts';
import { type Fixture, makeRepository, runGit, temporaryFolder } from '../repository/fixture.ts';
import type { Event } from './runner.ts';

export const WEIR_YML = `version: 1
recordings:
  flights: { files: traffic/flights.jsonl }
pipelines:
  compensation:
    owners: ["@acme/claims"]
    recording: flights
    params: config/compensation.yaml
    steps:
      - schema: schemas/flight.schema.json
      - rules: rules/compensation.json
        into: /decision
    outputs:
      tier: { at: /decision/tier, kind: category }
    limits:
      tier.changed: 1%
`;

/** 600 flights are enough to certify that less than 1 % change; 100 are not. */
export const MANY = flights(600);
export const FEW = flights(100);

/** Half of the flights are 10 minutes late, and none between 180 and 190. */
export const NO_FLIGHT_CHANGES = params.replace('180', '190');
export const HALF_OF_THEM_CHANGE = params.replace('180', '5');

/** The server: `main` holds a governed repository. */
export function makeServer(files: Readonly<Record<string, string>> = {}): Fixture {
  const server = makeRepository();
  // As GitHub's: any commit can be asked for.
  server.git('config', 'uploadpack.allowAnySHA1InWant', 'true');
  server.commit({ ...governed, '.github/weir.yml': WEIR_YML, 'traffic/flights.jsonl': MANY, ...files });
  return server;
}

export interface PullRequest {
  readonly head: string;
  /** The branch it goes to. */
  readonly base: string;
  /** What GitHub would merge, as refs/pull/7/merge. */
  readonly merge: string;
  readonly event: Event;
}

/** Opens a pull request with one commit on a branch that leaves `base` at `from`. */
export function openPullRequest(
  server: Fixture,
  files: Readonly<Record<string, string>>,
  { base = 'main', branch = 'change', from = base }: { base?: string; branch?: string; from?: string } = {},
): PullRequest {
  server.git('switch', '--quiet', '-C', branch, from);
  return pullRequest(server, server.commit(files), base);
}

/** One for a commit that is there already. */
export function pullRequest(server: Fixture, head: string, base = 'main'): PullRequest {
  server.git('switch', '--quiet', '--detach', base);
  server.git('merge', '--quiet', '--no-ff', '-m', 'merge', head);
  const merge = server.git('rev-parse', 'HEAD');
  server.git('update-ref', 'refs/pull/7/merge', merge);
  server.git('update-ref', 'refs/pull/7/head', head);
  server.git('switch', '--quiet', base);
  // GitHub's own base.sha can be older than the branch, so nothing may rest on it.
  const payload = {
    pull_request: { number: 7, base: { ref: base, sha: '0'.repeat(40) }, head: { ref: 'x', sha: head } },
  };
  return { head, base, merge, event: { name: 'pull_request', payload } };
}

/** As actions/checkout leaves it: one commit, detached, no branch. */
export function shallowCheckout(server: Fixture, commit: string): string {
  const directory = temporaryFolder();
  git(directory, 'init', '--quiet', '--initial-branch=main');
  git(directory, 'remote', 'add', 'origin', `file://${server.directory}`);
  git(directory, 'fetch', '--quiet', '--no-tags', '--depth=1', 'origin', `+${commit}:refs/remotes/pull/7/merge`);
  git(directory, 'checkout', '--quiet', '--force', 'refs/remotes/pull/7/merge');
  return directory;
}

/** With `fetch-depth: 0` and without credentials: everything is there, and the server can no longer be asked. */
export function fullCheckout(server: Fixture, commit: string): string {
  const directory = temporaryFolder();
  git(directory, 'init', '--quiet', '--initial-branch=main');
  git(directory, 'remote', 'add', 'origin', `file://${server.directory}`);
  git(
    directory,
    'fetch',
    '--quiet',
    'origin',
    '+refs/heads/*:refs/remotes/origin/*',
    `+${commit}:refs/remotes/pull/7/merge`,
  );
  git(directory, 'checkout', '--quiet', '--force', 'refs/remotes/pull/7/merge');
  git(directory, 'remote', 'set-url', 'origin', 'file:///nowhere');
  return directory;
}

export function git(directory: string, ...args: string[]): string {
  const { status, stdout, stderr } = runGit(directory, args);
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
  return stdout.trimEnd();
}
