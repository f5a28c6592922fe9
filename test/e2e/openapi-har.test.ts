/** Recorded HTTP traffic, in an archive and in records of our own, against an OpenAPI document: what base takes and head refuses. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { makeRepository } from '../repository/fixture.ts';
import { check, pipelineOf, weir } from './weir.ts';

vi.setConfig({ testTimeout: 60_000 });

const api = (maximum: number, tier: string) => `openapi: 3.0.3
info: { title: quotes, version: "1" }
servers: [{ url: https://api.acme.example/v1 }]
paths:
  /quotes:
    get:
      parameters:
        - { name: session, in: cookie, required: true, schema: { type: string } }
        - { name: limit, in: query, schema: { type: integer, maximum: ${maximum} } }
      responses:
        "200": { description: quotes, content: { application/json: { schema: { type: array } } } }
    post:
      requestBody:
        content:
          application/json:
            schema:
              type: object
              properties:
                tier: { type: string, enum: [${tier}] }
      responses: { "201": { description: made } }
`;

/** 40 lists, of which 12 by the exporter with a limit of 90, and 10 orders, of which 3 by an old client with the tier gold. */
const calls = [
  ...Array.from({ length: 40 }, (_, index) => ({
    client: index < 12 ? 'export' : 'web',
    limit: index < 12 ? '90' : '10',
  })),
  ...Array.from({ length: 10 }, (_, index) => ({
    client: index < 3 ? 'android-3' : 'android-4',
    tier: index < 3 ? 'gold' : 'plain',
  })),
];

type Call = (typeof calls)[number];

const url = 'https://api.acme.example/v1/quotes';

function entryOf(call: Call) {
  const headers = [
    { name: 'X-Client-Id', value: call.client },
    { name: 'Authorization', value: 'Bearer secret' },
    { name: 'Cookie', value: 'session=secret' },
  ];
  const request =
    'limit' in call
      ? {
          method: 'GET',
          url: `${url}?limit=${call.limit}`,
          headers,
          queryString: [{ name: 'limit', value: call.limit }],
        }
      : {
          ...{ method: 'POST', url, headers, queryString: [] },
          postData: { mimeType: 'application/json', text: JSON.stringify({ tier: call.tier }) },
        };
  const content = 'limit' in call ? { mimeType: 'application/json', text: '[]' } : {};
  const response = { status: 'limit' in call ? 200 : 201, headers: [], content };
  return { startedDateTime: '2026-03-01T08:15:00Z', request, response };
}

const archive = JSON.stringify({ log: { version: '1.2', creator: {}, entries: calls.map(entryOf) } }, null, 1);

/** Without headers: they need not be recorded. */
const lines = calls.map((call) =>
  JSON.stringify(
    'limit' in call
      ? { client: call.client, method: 'GET', path: '/quotes', query: { limit: call.limit }, status: 200 }
      : { client: call.client, method: 'POST', path: '/quotes', body: { tier: call.tier }, status: 201 },
  ),
);

const weirYml = (recording: string) => `version: 1
recordings:
  calls: ${recording}
pipelines:
  clients:
    recording: calls
    steps: [{ schema: openapi.yaml, engine: openapi }]
    outputs: { status: { at: /status, kind: category } }
    segments: [/client]
    limits: { rejected: 1% }
`;

test.each([
  ['an archive', '{ files: calls.har, format: har }', 'calls.har', archive],
  ['records of our own', '{ files: calls.jsonl, input: "" }', 'calls.jsonl', lines.join('\n')],
])('%s: which calls head refuses, and whose they are', async (_, recording, file, text) => {
  const repository = makeRepository();
  repository.commit({ '.github/weir.yml': weirYml(recording), [file]: text, 'openapi.yaml': api(100, 'plain, gold') });
  repository.git('switch', '-c', 'narrow');
  repository.commit({ 'openapi.yaml': api(50, 'plain') });

  const { report, stdout } = await check(repository.directory, 'narrow');

  const clients = pipelineOf(report, 'clients');
  expect(clients.verdict).toBe('fail');
  expect(clients.records).toMatchObject({ recorded: 50, replayed: 50, unreplayable: 0 });
  expect(clients.measures.rejected).toMatchObject({ value: 15 / 50 });
  expect(report.edits.map(({ hit }) => hit?.clients)).toEqual([
    [{ name: 'export', records: 12 }],
    [{ name: 'android-3', records: 3 }],
  ]);
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain('hits 12 of 50 messages (24 %): export 12');
  expect(report.edits.map(({ change, hit }) => [change, hit?.records, hit?.of])).toEqual([
    ['request-maximum-tightened', 12, 50],
    ['request-enum-value-removed', 3, 50],
  ]);
  const changed = (clients.segments ?? []).map(({ value, outputs }) => [value, outputs[0]?.measures.changed?.value]);
  expect(Object.fromEntries(changed)).toMatchObject({ export: 1, web: 0 });
  expect(stdout).toContain('query parameter limit must be');
  expect(stdout).not.toContain('secret');
});

test('weir diff counts the calls of an archive that each edit hits', async () => {
  const { directory, write } = makeRepository();
  write('v1.yaml', api(100, 'plain, gold'));
  write('v2.yaml', api(50, 'plain'));
  write('calls.har', archive);

  const run = await weir(['diff', 'v1.yaml', 'v2.yaml', '--traffic', 'calls.har', '--json', 'edits.json'], directory);

  expect(run).toMatchObject({ status: 1, stderr: '' });
  const { edits } = JSON.parse(readFileSync(join(directory, 'edits.json'), 'utf8'));
  expect(edits.map(({ rule, hit }: { rule: string; hit: object }) => [rule, hit])).toEqual([
    ['request-maximum-tightened', { records: 12, of: 50, share: 0.24, clients: [{ name: 'export', records: 12 }] }],
    ['request-enum-value-removed', { records: 3, of: 50, share: 0.06, clients: [{ name: 'android-3', records: 3 }] }],
  ]);
});

test('a cookie that head alone requires cannot be told from calls that were recorded without', async () => {
  const repository = makeRepository();
  const required = api(100, 'plain, gold');
  const base = required.replace('required: true', 'required: false');
  repository.commit({
    '.github/weir.yml': weirYml('{ files: calls.har, format: har }'),
    'calls.har': archive,
    'openapi.yaml': base,
  });
  repository.git('switch', '-c', 'cookie');
  repository.commit({ 'openapi.yaml': required });

  const { report, stdout } = await check(repository.directory, 'cookie');

  expect(pipelineOf(report, 'clients')).toMatchObject({ verdict: 'inconclusive', records: { unreplayable: 40 } });
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
    'head requires the cookie parameter session; the recording has no cookies',
  );
});
