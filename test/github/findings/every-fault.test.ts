/**
 * Everything that goes wrong with everything that GitHub is asked for issues about production, as one table: what stands there
 * after a run that meets the fault, and that the next run, on a GitHub that is well, leaves one issue, told once, and one start.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tellAll } from '../../../src/github/findings/tell.ts';
import { isRefusal, statusOf } from '../../../src/github/port/status.ts';
import { openConversations } from '../../../src/github/with-token.ts';
import type { Monitored } from '../../../src/monitor/monitor.ts';
import type { Fault } from '../../emulated-github/faults.ts';
import { type EmulatedGitHub, type RepositoryRecord, startEmulatedGitHub } from '../../emulated-github/index.ts';
import { NAMED_FAULTS } from '../../emulated-github/named-faults.ts';
import { merged, monday, monitored } from '../../monitor/monitored.ts';
import { TRAIN, worse } from './worse.ts';

/** What is asked: of an issue that is opened, of one that doubles, and of a retraining that is started. */
const REQUESTS = {
  'its issues': { of: 'open', on: /^GET .*\/issues\?.*labels=/ },
  'the latest issues': { of: 'open', on: /^GET .*\/issues\?.*sort=updated/ },
  'a new issue': { of: 'open', on: /^POST .*\/issues$/ },
  'its comments': { of: 'doubled', on: /^GET .*\/issues\/\d+\/comments/ },
  'a comment': { of: 'doubled', on: /^POST .*\/issues\/\d+\/comments$/ },
  'a change': { of: 'doubled', on: /^PATCH .*\/issues\/\d+$/ },
  'the repository': { of: 'started', on: /^GET \/repos\/[^/]+\/[^/]+$/ },
  'the workflow': { of: 'started', on: /^GET .*\/contents\// },
  'its runs': { of: 'started', on: /^GET .*\/actions\/workflows\/[^/]+\/runs/ },
  'a claim': { of: 'started', on: /^POST .*\/issues\/\d+\/comments$/ },
  'a start': { of: 'started', on: /^POST .*\/dispatches$/ },
  'its run': { of: 'started', on: /^GET .*\/actions\/runs\/\d+/ },
} as const satisfies Readonly<Record<string, { readonly of: string; readonly on: RegExp }>>;

/**
 * - `✔` all is as it should be
 * - `said` the issue is there, and says that it was not started, and why
 * - `asked` it says that it was asked for, and that no run is to be seen
 * - `quiet` the issue is right, and the comment that goes with it is missing
 * - `later` the run fails, and what it has not done is left to the next
 * - `no` the run fails, and GitHub would say the same again
 */
const TABLE = `
                   401    403    404    410    422    429    500    HTML   half   {}     never
its issues         later  no     no     no     no     later  later  later  later  later  later
the latest issues  later  no     no     no     no     later  later  later  later  later  later
a new issue        later  no     no     no     no     later  later  later  later  later  later
its comments       later  no     no     no     no     later  later  later  later  later  later
a comment          later  quiet  quiet  quiet  quiet  later  later  later  later  later  later
a change           later  no     no     no     no     later  later  later  later  later  later
the repository     later  said   said   said   said   later  later  later  later  later  later
the workflow       later  said   said   said   said   later  later  later  later  later  later
its runs           later  said   said   said   said   later  later  later  later  later  later
a claim            later  said   said   said   said   later  later  later  later  later  later
a start            later  said   said   said   said   later  later  later  later  later  later
its run            later  asked  asked  asked  asked  later  later  later  later  later  later
`;

let github: EmulatedGitHub;
beforeAll(async () => {
  github = await startEmulatedGitHub({ secret: 'test' });
});
afterAll(() => github.close());

const FILES = { [TRAIN]: 'on: { workflow_dispatch: { inputs: { issue: {} } } }' };
const holds = (week: number, amount: number): Monitored =>
  monitored([merged({ amount, course: [{ week: monday(week), amount }] })], week);
const WINDOWS: Readonly<Record<(typeof REQUESTS)[keyof typeof REQUESTS]['of'], readonly Monitored[]>> = {
  open: [holds(16, 0.25)],
  doubled: [holds(16, 0.25), holds(17, 0.6)],
  started: [worse(16)],
};

async function meet(request: keyof typeof REQUESTS, fault: string): Promise<{ found: string; after: unknown }> {
  const { of, on } = REQUESTS[request];
  const name = `${request} ${fault.replace(/\W+/g, 'object')}`.replaceAll(' ', '-');
  const repository = await github.createRepository({ owner: 'acme', name, files: FILES });
  const to = (more = {}) =>
    openConversations({
      token: github.workflowToken(repository, { contents: 'read', issues: 'write', actions: 'write' }),
      ...{ repository: repository.fullName, baseUrl: github.url, ...more },
      pauses: { fault: 1, limit: 1, longest: 10, retries: 1 },
    });
  const tell = (window: Monitored, more = {}) => tellAll([window], to(more), { pauses: [] });
  const [window, ...before] = WINDOWS[of].toReversed();
  if (!window) throw new Error('nothing to tell');
  for (const one of before.toReversed()) await tell(one);
  const here = on.source.replace('^', `^(?=[A-Z]+ /repos/acme/${name}(?![\\w-]))`);
  let isStruck = true;
  const met: Fault = { ...NAMED_FAULTS[fault]!, on: matching(new RegExp(here), () => isStruck) };
  github.faults.add(met);
  const error = await tell(window, fault === 'never' ? { timeout: 2000, fileTimeout: 2000 } : {}).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  const found = error === undefined ? stands(repository, of) : isRefusal(error) ? 'no' : 'later';
  if (error !== undefined && statusOf(error) === undefined) throw error;
  isStruck = false;
  await tell(window);
  // A day later it is known whether GitHub took what it did not answer.
  for (const comment of repository.comments) Object.assign(comment, { createdAt: '2001-01-01T00:00:00Z' });
  await tell(window);
  const { issues, comments, workflowRuns } = repository;
  return {
    found,
    after: {
      stands: stands(repository, of),
      issues: issues.length,
      comments: comments.length,
      runs: workflowRuns.length,
    },
  };
}

/** As the expression, while the fault lasts. */
function matching(on: RegExp, lasts: () => boolean): RegExp {
  return Object.assign(new RegExp(on), { test: (line: string) => lasts() && on.test(line) });
}

function stands({ issues, comments }: RepositoryRecord, of: keyof typeof WINDOWS): string {
  const [issue] = issues;
  if (!issue) return 'none';
  if (of === 'started') {
    if (issue.body.includes('It has started: ')) return '✔';
    return /was not started: /.test(issue.body) ? 'said' : 'asked';
  }
  return of === 'doubled' && comments.length === 0 ? 'quiet' : '✔';
}

test('each run leaves what can be left, and the next does the rest, once', async () => {
  const cases = readTable();
  const asked = async (one: (typeof cases)[number]) => ({ ...one, ...(await meet(one.request, one.fault)) });
  // Who waits takes no time from the others.
  const waiting = cases.filter(({ fault }) => fault === 'never').map(asked);
  const found = [];
  for (const one of cases.filter(({ fault }) => fault !== 'never')) found.push(await asked(one));
  found.push(...(await Promise.all(waiting)));
  found.sort((a, b) => cases.findIndex((one) => isSame(one, a)) - cases.findIndex((one) => isSame(one, b)));
  const line = ({ request, fault }: (typeof cases)[number], what: string) => `${request}, ${fault}: ${what}`;
  expect(found.map((one) => line(one, one.found))).toEqual(cases.map((one) => line(one, one.expected)));
  for (const { request, fault, expected, after } of found) {
    const { of } = REQUESTS[request];
    // What GitHub has refused to say aloud is not said again: the text has it.
    const isQuiet = expected === 'quiet';
    expect({ request, fault, after }).toEqual({
      request,
      fault,
      after: {
        stands: isQuiet ? 'quiet' : '✔',
        issues: 1,
        comments: of === 'open' || isQuiet ? 0 : 1,
        runs: of === 'started' ? 1 : 0,
      },
    });
  }
}, 120_000);

function isSame(a: { request: string; fault: string }, b: { request: string; fault: string }): boolean {
  return a.request === b.request && a.fault === b.fault;
}

function readTable(): { request: keyof typeof REQUESTS; fault: string; expected: string }[] {
  const [head = '', ...lines] = TABLE.trim().split('\n');
  const faults = head.trim().split(/\s+/);
  return lines.flatMap((line) => {
    const [name = '', ...cells] = line.split(/ {2,}/);
    const request = Object.keys(REQUESTS).find((one): one is keyof typeof REQUESTS => one === name);
    if (!request) throw new Error(`no request ${name}`);
    return cells.map((expected, index) => ({ request, fault: faults[index] ?? '', expected: expected.trim() }));
  });
}
