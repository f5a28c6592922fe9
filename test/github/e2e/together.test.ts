/**
 * `Depends-On:` in descriptions: a pull request is judged with the others in place, and is green only where that holds. The
 * upstream's rule gives minutes, the downstream's calls a flight late from so many on: 1,000 flights, ten of each delay.
 */
import { afterAll, expect, test } from 'vitest';
import type { Pull, RepositoryRecord } from '../../emulated-github/index.ts';
import { flights } from './claims.ts';
import { openScene } from './scene.ts';

const scene = await openScene();
const { github } = scene;
afterAll(() => scene.close());

const FLIGHTS = flights(1000);
/** Minutes are the delay times this. */
const unit = (factor: number) => `{ "*": [{ "var": "delay" }, ${factor}] }\n`;
const board = (minutes: number) => `{ "if": [{ "<": [{ "var": "minutes" }, ${minutes}] }, "on-time", "late"] }\n`;
const weirYml = (upstream: string) => `version: 1
visible_to_upstreams: measures
recordings: { flights: { files: flights.jsonl } }
pipelines:
  screening:
    owners: ["@octo-risk"]
    recording: flights
    steps:
      - { rules: "${upstream}", engine: json-logic-js, into: /minutes }
      - { rules: board.json, engine: json-logic-js, into: /status }
    outputs: { status: { at: /status, kind: category } }
    limits: { status.changed: 10% }
`;

interface World {
  readonly events: RepositoryRecord;
  readonly risk: RepositoryRecord;
}

let worlds = 0;

/** An upstream and a downstream of their own. Late are delays of 15 and more. */
async function world(gates = 'inform'): Promise<World> {
  worlds += 1;
  const make = async (name: string, files: Record<string, string>) => {
    const made = await github.createRepository({ owner: 'acme', name, files, visibility: 'private' });
    github.install(made);
    return made;
  };
  const [events, risk] = [`events-${worlds}`, `risk-${worlds}`];
  const upstreamYml = `version: 1\nconsumers: { acme/${risk}: ${gates} }\n`;
  return {
    events: await make(events, { 'unit.json': unit(1), '.github/weir.yml': upstreamYml }),
    risk: await make(risk, {
      '.github/weir.yml': weirYml(`acme/${events}:unit.json`),
      'board.json': board(15),
      'flights.jsonl': FLIGHTS,
    }),
  };
}

const nameOf = ({ base, number }: Pull) => `${base.repository.fullName}#${number}`;

/** Waits until the check of the present head says so. */
const says = (pull: Pull, conclusion: string, words: string) =>
  scene.until(() => {
    const run = scene.check(pull);
    return run?.conclusion === conclusion && `${run.output.title}\n${run.output.summary}`.includes(words) && run;
  }, `${conclusion} with ${words}`);

test('what passes with another in place alone waits until that is merged, and is green then', async () => {
  const { events, risk } = await world();
  // A tenth of the delay: nothing is late.
  const upstream = await scene.propose({ 'unit.json': unit(0.1) }, { repository: events });
  expect((await scene.concluded(upstream)).output.summary).toMatch(/screening.*status\.changed 85 %/);
  const body = `Adapts.\n\nDepends-On: ${nameOf(upstream)}\n`;
  // By itself 15 to 29 of 100 come on time.
  const pull = await scene.propose({ 'board.json': board(30) }, { repository: risk, body });
  const { conclusion, output } = await scene.concluded(pull);
  expect(conclusion).toBe('action_required');
  expect(output.title).toContain(`held: not before ${nameOf(upstream)} is merged`);
  expect(output.summary).toContain(`**Judged with ${nameOf(upstream)} in place**`);
  expect(output.summary).toMatch(/Without it: ✖.*status.changed 15 %/);
  expect(output.summary).toContain(`${upstream.head.sha}..${upstream.head.sha}`);
  await scene.until(() => github.comments(pull).some(({ body }) => body.includes('Not green yet')));

  // With the delay as it was, 15 of 100 change.
  await github.commit(events, upstream.head.branch, { 'unit.json': unit(1), 'README.md': 'Units\n' });
  await says(pull, 'failure', `with ${nameOf(upstream)}: ✖`);
  await github.commit(events, upstream.head.branch, { 'unit.json': unit(0.1) });
  await says(pull, 'action_required', 'held: not before');
  await github.merge(upstream);
  await says(pull, 'success', `${nameOf(upstream)} is merged`);
});
