/** A step that asks head where it is deployed: the check waits for that, and goes on once GitHub says so. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, expect, test } from 'vitest';
import { openScene } from './scene.ts';

/** Scores are the requests' delays, less what its address says. */
const server = createServer(async (request, response) => {
  let body = '';
  for await (const part of request) body += part;
  const { delay } = JSON.parse(body) as { delay: number };
  const less = Number(new URL(request.url ?? '', 'http://here').searchParams.get('less'));
  response.end(JSON.stringify({ late: delay - less > 50, token: request.headers.authorization }));
});
await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
const port = (server.address() as AddressInfo).port;
const HOST = `http://127.0.0.1:${port}`;

const WEIR_YML = `version: 1
recordings:
  flights: { files: traffic/flights.jsonl }
pipelines:
  scoring:
    owners: ["@octo-claims"]
    recording: flights
    steps:
      - model: config/scorer.yaml
        engine: http-json
        endpoint: ${HOST}/?less=0
        head: \${deployment}
        path: /?less=20
        environment: preview
        hosts: ["127.0.0.1"]
        secret: SCORER_TOKEN
        into: /score
    outputs:
      late: { at: /score/late, kind: category }
    limits: { late.changed: 1% }
`;

const scene = await openScene({
  files: { '.github/weir.yml': WEIR_YML, 'config/scorer.yaml': 'output: ""\n' },
  env: { WEIR_ENDPOINTS: `${HOST}=SCORER_TOKEN`, SCORER_TOKEN: 'of the tests', WEIR_CHECK_TIMEOUT: '0.25' },
});
afterAll(async () => {
  await scene.close();
  server.closeAllConnections();
  server.close();
});

test('the check waits, says so, and is judged by what is deployed', async () => {
  const { github, repository } = scene;
  const pull = await scene.propose({ 'config/scorer.yaml': 'output: "" # the deployed one\nbody: {}\n' });
  const { sha } = pull.head;
  await scene.until(() => scene.check(pull)?.output.title === 'waits until the change is deployed to preview');

  github.deploy(repository, sha, { environment: 'docs', state: 'success', url: 'http://nowhere.example' });
  github.deploy(repository, sha, { environment: 'preview', state: 'pending', url: '' });
  github.deploy(repository, sha, { environment: 'preview', state: 'success', url: HOST });

  const run = await scene.concluded(pull);
  expect(run.conclusion).toBe('failure');
  // Delays from 51 to 70 minutes.
  expect(run.output.summary).toContain('`late.changed` 20 %');
  expect(run.output.summary).not.toContain('of the tests');
});

test('the check of what is never deployed times out, and is made anew once it is', async () => {
  const { github, repository } = scene;
  const pull = await scene.propose({ 'config/scorer.yaml': 'output: "" # another\nbody: {}\n' });
  const waited = await scene.concluded(pull);
  expect(waited.conclusion).toBe('timed_out');
  expect(waited.output.title).toBe('timed out after 0.25 minutes: the change was not deployed');

  github.deploy(repository, pull.head.sha, { environment: 'preview', state: 'success', url: HOST });
  const judged = await scene.until(() => {
    const run = scene.check(pull);
    return run?.conclusion === 'failure' && run;
  });
  expect(judged.output.summary).toContain('`late.changed` 20 %');
});
