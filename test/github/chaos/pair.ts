/**
 * Pull requests in two repositories of a chaos run: an upstream whose rule makes minutes of a delay, and a downstream that
 * calls them late from so many on. What is right for each is worked out here, from the numbers in the files.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Pull, RepositoryRecord } from '../../emulated-github/index.ts';
import { type Account, expectOf } from './account.ts';
import type { Conclusion } from './content.ts';
import type { Stage } from './scene.ts';

/** Recorded delays: 0 to 99, each twice. */
const DELAYS = Array.from({ length: 200 }, (_, index) => index % 100);
const LIMIT = 0.1;
const AT_BASE = { factor: 1, late: 15 };
const PATIENCE = 300_000;

/** What the two hold: minutes are the delay times the factor, and late from so many on. */
interface Both {
  readonly factor: number;
  readonly late: number;
}

/** Whether so many decisions change between the two that the limit breaks. */
export function breaks(base: Both, head: Both): boolean {
  const isLate = ({ factor, late }: Both, delay: number): boolean => delay * factor >= late;
  const changed = DELAYS.filter((delay) => isLate(base, delay) !== isLate(head, delay)).length;
  return changed / DELAYS.length > LIMIT;
}

/** A success needs both ways; what breaks with the other in place is a failure, and what breaks only without it waits. */
function verdict(alone: boolean, together: boolean): Conclusion {
  if (together) return 'failure';
  return alone ? 'action_required' : 'success';
}

interface Pair {
  readonly stage: Stage;
  readonly upstream: RepositoryRecord;
  readonly downstream: RepositoryRecord;
}

/** Two repositories that nobody else works in. */
async function open(stage: Stage): Promise<Pair> {
  const { github, branch } = stage;
  const make = async (name: string, files: Record<string, string>) => {
    const made = await github.createRepository({ owner: 'acme', name, files, visibility: 'private' });
    github.install(made);
    return made;
  };
  const [events, risk] = [`events-${branch}`, `risk-${branch}`];
  const gates = `version: 1\nconsumers: { acme/${risk}: block }\n`;
  return {
    stage,
    upstream: await make(events, { '.github/weir.yml': gates, 'unit.json': unit(AT_BASE.factor) }),
    downstream: await make(risk, {
      '.github/weir.yml': weirYml(`acme/${events}:unit.json`),
      'board.json': board(AT_BASE.late),
      'flights.jsonl': DELAYS.map((delay) => `{"delay":${delay}}\n`).join(''),
    }),
  };
}

async function propose(
  { stage }: Pair,
  repository: RepositoryRecord,
  files: Record<string, string>,
  { body = '', right }: { readonly body?: string; readonly right: Conclusion },
): Promise<Account> {
  const { github, branch, story, accounts } = stage;
  const pull = await github.openPull({ repository, branch, files, body });
  const account: Account = { story, pull, heads: new Map(), commands: [], expired: false };
  accounts.push(account);
  expectOf(account, { conclusion: right, affected: true });
  return account;
}

/** Waits until what is right stands there. */
async function see({ stage: { github, story } }: Pair, { pull, heads }: Account): Promise<void> {
  const wanted = heads.get(pull.head.sha)?.expected.conclusion;
  const check = () => github.checkRuns(pull.base.repository, pull.head.sha).findLast(isOf(pull));
  await github.until(() => check()?.conclusion === wanted, { within: PATIENCE, what: `${wanted} in ${story}` });
}

function isOf({ number }: Pull) {
  return ({ externalId }: { readonly externalId: string }) => externalId === `pull/${number}`;
}

/** What breaks by itself waits for the upstream, and is green once that is merged. */
export async function dependsThenMerged(stage: Stage): Promise<void> {
  const pair = await open(stage);
  const [factor, late] = [0.1, 30];
  const onUpstream = { factor, late: AT_BASE.late };
  const upstream = await propose(
    pair,
    pair.upstream,
    { 'unit.json': unit(factor) },
    {
      right: breaks(AT_BASE, onUpstream) ? 'failure' : 'success',
    },
  );
  const alone = breaks(AT_BASE, { ...AT_BASE, late });
  const together = breaks(onUpstream, { factor, late });
  const body = `Depends-On: ${pair.upstream.fullName}#${upstream.pull.number}`;
  const right = verdict(alone, together);
  const pull = await propose(pair, pair.downstream, { 'board.json': board(late) }, { body, right });
  await see(pair, pull);
  await pause(1000 * stage.random());
  await stage.github.merge(upstream.pull);
  expectOf(pull, { conclusion: together ? 'failure' : 'success', affected: true });
}

/** Each names the other; then the upstream is another one. */
export async function namesEachOther(stage: Stage): Promise<void> {
  const pair = await open(stage);
  const rightOf = (head: Both): [Conclusion, Conclusion] => {
    const together = breaks(AT_BASE, head);
    return [
      verdict(breaks(AT_BASE, { ...AT_BASE, factor: head.factor }), together),
      verdict(breaks(AT_BASE, { ...AT_BASE, late: head.late }), together),
    ];
  };
  const late = 905;
  const [theirs, ours] = rightOf({ factor: 60, late });
  const naming = (repository: RepositoryRecord) => `Depends-On: ${repository.fullName}#1`;
  const upstream = await propose(
    pair,
    pair.upstream,
    { 'unit.json': unit(60) },
    {
      body: naming(pair.downstream),
      right: theirs,
    },
  );
  const pull = await propose(
    pair,
    pair.downstream,
    { 'board.json': board(late) },
    {
      body: naming(pair.upstream),
      right: ours,
    },
  );
  if (stage.random() < 0.5) await see(pair, upstream);
  else await pause(2000 * stage.random());
  await stage.github.commit(pair.upstream, stage.branch, { 'unit.json': unit(2) });
  const [then, now] = rightOf({ factor: 2, late });
  expectOf(upstream, { conclusion: then, affected: true });
  expectOf(pull, { conclusion: now, affected: true });
}

/** A change that the downstream may hold, then one that leaves it as it is. */
export async function holdsUpstream(stage: Stage): Promise<void> {
  const pair = await open(stage);
  const right = (factor: number): Conclusion => (breaks(AT_BASE, { ...AT_BASE, factor }) ? 'failure' : 'success');
  const pull = await propose(pair, pair.upstream, { 'unit.json': unit(4) }, { right: right(4) });
  await pause(2000 * stage.random());
  await stage.github.commit(pair.upstream, stage.branch, { 'unit.json': unit(1.05) });
  expectOf(pull, { conclusion: right(1.05), affected: true });
}

function unit(factor: number): string {
  return `{ "*": [{ "var": "delay" }, ${factor}] }\n`;
}

function board(late: number): string {
  return `{ "if": [{ "<": [{ "var": "minutes" }, ${late}] }, "on-time", "late"] }\n`;
}

function weirYml(upstream: string): string {
  return `version: 1
visible_to_upstreams: verdict
recordings: { flights: { files: flights.jsonl } }
pipelines:
  screening:
    owners: ["@octo-risk"]
    recording: flights
    steps:
      - { rules: "${upstream}", engine: json-logic-engine, into: /minutes }
      - { rules: board.json, engine: json-logic-engine, into: /status }
    outputs: { status: { at: /status, kind: category } }
    limits: { status.changed: ${100 * LIMIT}% }
`;
}
