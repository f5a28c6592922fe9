/**
 * A GitHub for tests, the demo and chaos runs: `emulate` for git, and beside it what that lacks. Example:
 *
 *     const github = await startEmulatedGitHub({ secret });
 *     github.setWebhookUrl('http://127.0.0.1:3000/api/github/webhooks');   // the App, with github.app and github.url
 *     const repository = await github.createRepository({ owner: 'acme', name: 'claims', files: { 'a.txt': 'one' } });
 *     await github.install(repository);
 *     const pull = await github.openPull({ repository, branch: 'change', files: { 'a.txt': 'two' }, author: 'octo-dev' });
 *     const run = await github.until(() => github.checkRuns(repository, pull.head.sha).find(({ conclusion }) => conclusion));
 *     await github.commit(repository, 'change', { 'a.txt': 'three', 'b.bin': Buffer.of(1), 'c.txt': null });
 *     github.faults.add({ what: 'server-error', rate: 0.1 });  github.faults.deliveries({ duplicate: 0.2, drop: 0.1 });
 *     expect(github.violations).toEqual([]);                   // every request was one that GitHub describes
 *     await github.close();
 *
 * People exist once named. Their tokens are `ghp_<login>`. Organizations are named at the start (default: acme, octo-org).
 */

import { seededRandom } from '../random.ts';
import { type EmulatedGitHub, makeGitHub } from './client.ts';
import { makeDeliveryFaults } from './delivery-faults.ts';
import { makeFaults } from './faults.ts';
import { startGitStore } from './git-store.ts';
import { makeHooks } from './hooks.ts';
import { makeLogins } from './logins.ts';
import { makeApp } from './make-app.ts';
import { readDescription } from './openapi.ts';
import { type Books, listen } from './server.ts';
import { type Permissions, person, type Reopening, type World } from './world.ts';

export type { EmulatedGitHub } from './client.ts';
export type { Changes } from './commits.ts';
export type { Delivery } from './hooks.ts';
export type { MergeGroup } from './merges.ts';
export type { Comment, Issue, Pull, RepositoryRecord, Run } from './world.ts';

export interface Options {
  /** Webhooks are signed with it. */
  readonly secret: string;
  readonly webhookUrl?: string;
  /** Of faults. Default 1. */
  readonly seed?: number;
  readonly organizations?: readonly string[];
  /** What the App was granted, as in app.yml's `default_permissions`. */
  readonly permissions?: Permissions;
  /** What it subscribes to, as in app.yml's `default_events`. Default: everything. */
  readonly events?: readonly string[];
  /** Default `keeps the conclusion`, unless EMULATED_REOPENING says otherwise for all. */
  readonly reopening?: Reopening;
}

export async function startEmulatedGitHub(options: Options): Promise<EmulatedGitHub> {
  const { secret, webhookUrl, seed = 1, organizations = ['acme', 'octo-org'] } = options;
  const random = seededRandom(seed);
  const deliveryFaults = makeDeliveryFaults(random);
  const faults = makeFaults(random, deliveryFaults);
  const books: Books = { requests: [], violations: [], check: readDescription() };
  let lastId = 1000;
  const nextId = () => ++lastId;
  const app = makeApp(nextId(), options.permissions, options.events);
  const { server, url } = await listen(() => world, faults, books);
  const git = await startGitStore(url, organizations);
  const hooks = makeHooks({ url: webhookUrl, secret, appId: app.id, faults: deliveryFaults, nextId });
  const world: World = {
    url,
    app,
    git,
    hooks,
    repositories: [],
    formerNames: new Map(),
    people: new Map(),
    teams: new Map(),
    installations: [],
    tokens: new Map(),
    logins: makeLogins(),
    reopening: options.reopening ?? reopeningOf(process.env.EMULATED_REOPENING),
    reopened: [],
    nextId,
  };
  person(world, `${app.slug}[bot]`, 'Bot');
  return makeGitHub(world, faults, books, async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await git.close();
  });
}

function reopeningOf(asked: string | undefined): Reopening {
  if (asked === undefined || asked === 'keeps') return 'keeps the conclusion';
  if (asked === 'clears') return 'clears the conclusion';
  throw new Error(`EMULATED_REOPENING is ${asked}, and may be keeps or clears`);
}
