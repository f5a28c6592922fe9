/**
 * Many pull requests at once against an App that is killed again and again, on a network that loses, doubles and delays:
 * and in the end every check must be right. The benchmark `chaos` and a test of the same name run it.
 */
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type EmulatedGitHub, type RepositoryRecord, startEmulatedGitHub } from '../../emulated-github/index.ts';
import { seededRandom } from '../../random.ts';
import type { Account } from './account.ts';
import { inspectAudit } from './audit.ts';
import { contentAtBase, filesOf } from './content.ts';
import { inspect } from './inspect.ts';
import { type Keeper, keepApps } from './keeper.ts';
import { MAINTAINER, OWNER } from './scene.ts';
import { STORIES } from './stories.ts';
import { makeTrouble } from './trouble.ts';
import { makeWatched, wrongIssues } from './watched.ts';

export interface ChaosOptions {
  /** At least so many pull requests. */
  readonly pulls: number;
  readonly kills: number;
  /** Of what happens and of what goes wrong; moments depend on the machine all the same. */
  readonly seed: number;
  /** An empty folder. */
  readonly directory: string;
  /** How many Apps share the work. Default 1; more need `redisUrl`. */
  readonly apps?: number;
  readonly redisUrl?: string;
  /** The App's program. Default: the sources. */
  readonly program?: string;
}

export interface Tally {
  readonly pulls: number;
  readonly heads: number;
  readonly checks: number;
  readonly commands: number;
  readonly deliveries: number;
  readonly dropped: number;
  readonly duplicated: number;
  readonly failed: number;
  readonly requests: number;
  readonly faults: number;
  readonly kills: number;
  readonly seconds: number;
  /** What is wrong, in words. */
  readonly wrong: readonly string[];
  /** Of the Apps. */
  readonly log: string;
}

/** As set up, and what a retraining is started with. */
const PERMISSIONS: Readonly<Record<string, 'read' | 'write'>> = {
  ...{ actions: 'write', checks: 'write', contents: 'read', deployments: 'read', issues: 'write', members: 'read' },
  ...{ merge_queues: 'read', metadata: 'read', pull_requests: 'write' },
};

/** Records in the recording of each repository. */
const CLAIMS = [600, 800, 1000, 700];

/** Pull requests that something goes on in at a time. */
const AT_ONCE = 12;

export async function runChaos(options: ChaosOptions): Promise<Tally> {
  const { pulls, kills, seed, directory, program, apps = 1, redisUrl } = options;
  const began = performance.now();
  const secret = randomBytes(20).toString('hex');
  const random = seededRandom(seed);
  const github = await startEmulatedGitHub({ secret, seed, permissions: PERMISSIONS });
  try {
    const repositories = await makeRepositories(github);
    const watched = await makeWatched(github);
    const keeper = await keepApps(github, { secret, apps, directory, program, redisUrl });
    // Of a run that does not end, what it was at is all that there is.
    const stuck = setTimeout(() => console.error(`chaos goes on and on\n${keeper.log().slice(-LAST)}`), STUCK).unref();
    try {
      for (const { repository } of [...repositories, ...watched]) github.install(repository);
      makeTrouble(github.faults);
      const accounts: Account[] = [];
      const troubles = await play({ github, repositories, keeper, accounts, random, pulls, kills, apps });
      github.faults.clear();
      await github.settled();
      await keeper.restart();
      await keeper.idle().catch((error: Error) => void troubles.push(error.message));
      const wrong = [
        ...troubles,
        ...inspect(github, accounts),
        ...wrongIssues(github, watched),
        ...(await inspectAudit(keeper.auditLog, accounts, kills)),
      ];
      return {
        ...count(github, accounts),
        kills,
        seconds: (performance.now() - began) / 1000,
        wrong,
        log: keeper.log(),
      };
    } finally {
      clearTimeout(stuck);
      await keeper.close();
    }
  } finally {
    await github.close();
  }
}

/** Milliseconds; characters. */
const [STUCK, LAST] = [240_000, 40_000];

interface Place {
  readonly repository: RepositoryRecord;
  readonly claims: number;
}

async function makeRepositories(github: EmulatedGitHub): Promise<Place[]> {
  github.team('acme', 'claims', [OWNER]);
  const places: Place[] = [];
  for (const [index, claims] of CLAIMS.entries()) {
    const content = contentAtBase(claims);
    const owner = index % 2 === 0 ? 'acme' : 'octo-org';
    const repository = await github.createRepository({
      owner,
      name: `claims-${index}`,
      files: filesOf(content, claims, 'main'),
    });
    await github.commit(repository, 'release', filesOf(content, claims, 'release'));
    github.grant(MAINTAINER, repository, 'write');
    places.push({ repository, claims });
  }
  return places;
}

interface Play {
  readonly github: EmulatedGitHub;
  readonly repositories: readonly Place[];
  readonly keeper: Keeper;
  readonly accounts: Account[];
  readonly random: () => number;
  readonly pulls: number;
  readonly kills: number;
  readonly apps: number;
}

/** Plays stories, a few at a time, and kills meanwhile. Gives what went wrong in them. */
async function play({ github, repositories, keeper, accounts, random, pulls, kills, apps }: Play): Promise<string[]> {
  const troubles: string[] = [];
  let begun = 0;
  const playOn = async (): Promise<void> => {
    while (accounts.length < pulls) {
      const turn = begun++;
      const place = repositories[turn % repositories.length];
      const story = Object.entries(STORIES)[Math.floor(turn) % Object.keys(STORIES).length];
      if (!place || !story) return;
      const [name, act] = story;
      await act({ ...place, story: name, github, branch: `change-${turn}`, random, accounts }).catch(
        (error: unknown) => {
          troubles.push(`${name}: ${error instanceof Error ? error.message : error}`);
        },
      );
    }
  };
  const killAll = async (): Promise<void> => {
    for (let kill = 0; kill < kills; kill++) {
      const when = ((kill + random()) / kills) * pulls;
      while (accounts.length < Math.min(when, pulls)) await pause(50);
      await pause(random() * 1500);
      await keeper.kill(Math.floor(random() * apps));
    }
  };
  await Promise.all([killAll(), ...Array.from({ length: AT_ONCE }, playOn)]);
  return troubles;
}

function count(github: EmulatedGitHub, accounts: readonly Account[]) {
  const repositories = new Set(accounts.map(({ pull }) => pull.base.repository));
  const { deliveries, faults, requests } = github;
  return {
    pulls: accounts.length,
    heads: accounts.reduce((sum, { heads }) => sum + heads.size, 0),
    checks: [...repositories].reduce((sum, { runs }) => sum + runs.length, 0),
    commands: accounts.reduce((sum, { commands }) => sum + commands.length, 0),
    deliveries: deliveries.length,
    dropped: faults.deliveryCounts.dropped,
    duplicated: faults.deliveryCounts.duplicated,
    failed: deliveries.filter(({ statusCode }) => statusCode !== 200).length,
    requests: requests.length,
    faults: faults.count,
  };
}
