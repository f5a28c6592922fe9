/** A value that stands in every field of every format and envelope, and what of a check it reaches: docs/security.md has the table. */
import {
  createWriteStream,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import avsc from 'avsc';
import { expect, it, onTestFinished, vi } from 'vitest';
import { envelopeFor, envelopes } from '../../src/recordings/envelopes/registry.ts';
import { writeParquet } from '../../src/recordings/formats/parquet/write.ts';
import { formats } from '../../src/recordings/formats/registry.ts';
import { weir } from '../cli/weir.ts';
import { makeRepository } from '../repository/fixture.ts';

const C = 'CANARY';
const at = '2026-03-01T08:15:00Z';
/** Stands where weir.yml redacts. */
const CARD = 'HIDDEN-BY-REDACT';
const input = { note: C, card: CARD, deep: { list: [C, { inner: C }] }, n: 1 };
const output = { said: C, n: 2 };
const event = (type: string, data: object) => ({
  specversion: '1.0',
  type: `org.kubeflow.serving.inference.${type}`,
  id: C,
  source: C,
  time: at,
  inferenceservicename: C,
  data,
});
const native = { input, output, label: C, id: C, time: at, value: 3, extra: C };

/** Raw records with the canary wherever the form of the envelope leaves room for it. */
const raw: Readonly<Record<string, readonly unknown[]>> = {
  jsonl: [native],
  json: [native],
  csv: [native],
  parquet: [native],
  avro: [native],
  native: [native],
  opa: [{ decision_id: C, path: C, input, result: output, labels: { id: C }, requested_by: C, timestamp: at }],
  'opa-events': [
    { decision_id: C, path: C, input, result: output, nd_builtin_cache: { 'time.now_ns': { '[]': C } }, timestamp: at },
  ],
  kserve: [event('request', input), event('response', output), { ...event('request', input), id: `${C}-alone` }],
  sagemaker: [
    {
      captureData: {
        endpointInput: {
          observedContentType: 'application/json',
          mode: 'INPUT',
          data: JSON.stringify(input),
          encoding: 'JSON',
        },
        endpointOutput: {
          observedContentType: 'application/json',
          mode: 'OUTPUT',
          data: JSON.stringify(output),
          encoding: 'JSON',
        },
      },
      eventMetadata: { eventId: C, inferenceId: C, customAttributes: [C], inferenceTime: at },
      eventVersion: '0',
    },
  ],
  databricks: [
    {
      databricks_request_id: C,
      client_request_id: C,
      timestamp_ms: 1772352900000,
      status_code: 200,
      requester: C,
      request: JSON.stringify(input),
      response: JSON.stringify(output),
    },
    { databricks_request_id: C, timestamp_ms: 1772352900000, status_code: 500, request: C, response: C },
  ],
  openai: [
    {
      custom_id: C,
      method: 'POST',
      url: '/v1/chat/completions',
      body: { ...input, model: C, messages: [{ role: 'user', content: C }] },
    },
    {
      id: C,
      custom_id: C,
      response: {
        status_code: 200,
        body: { created: 1772352900, choices: [{ message: { role: 'assistant', content: C } }] },
      },
      error: null,
    },
  ],
  'otel-genai': [
    {
      resourceSpans: [
        {
          resource: { attributes: [{ key: 'service.name', value: { stringValue: C } }] },
          scopeSpans: [
            {
              spans: [
                {
                  ...{
                    traceId: '5b8efff798038103d269b633813fc60c',
                    spanId: 'eee19b7ec3c1b174',
                    name: C,
                    startTimeUnixNano: '1772352900000000000',
                  },
                  attributes: [
                    { key: 'gen_ai.operation.name', value: { stringValue: 'chat' } },
                    { key: 'gen_ai.request.model', value: { stringValue: C } },
                    {
                      key: 'gen_ai.input.messages',
                      value: { stringValue: JSON.stringify([{ role: 'user', parts: [{ type: 'text', content: C }] }]) },
                    },
                    {
                      key: 'gen_ai.output.messages',
                      value: {
                        stringValue: JSON.stringify([{ role: 'assistant', parts: [{ type: 'text', content: C }] }]),
                      },
                    },
                  ],
                },
              ],
            },
          ],
        },
      ],
    },
  ],
  har: [
    {
      startedDateTime: at,
      request: {
        method: 'POST',
        url: `https://${C}.example/`,
        headers: [{ name: C, value: C }],
        postData: { mimeType: 'application/json', text: JSON.stringify(input) },
      },
      response: {
        status: 200,
        headers: [{ name: C, value: C }],
        content: { mimeType: 'application/json', text: JSON.stringify(output) },
      },
    },
  ],
};

async function fileOf(id: string): Promise<{ name: string; bytes: string | Buffer }> {
  const records = raw[id] ?? [];
  const lines = `${records.map((one) => JSON.stringify(one)).join('\n')}\n`;
  if (id === 'json') return { name: 'r.json', bytes: JSON.stringify(records) };
  if (id === 'har') return { name: 'r.har', bytes: JSON.stringify({ log: { version: '1.2', entries: records } }) };
  if (id === 'csv') return { name: 'r.csv', bytes: `note,card,n,extra\n${C},${CARD},1,${C}\n${C},${C}\n"${C},${C}\n` };
  // Lines that are no records have it as well.
  if (id !== 'parquet' && id !== 'avro') return { name: 'r.jsonl', bytes: `${lines}{"${C}": ${C}\n["${C}"]\n"${C}"\n` };
  const folder = temporaryFolder();
  if (id === 'avro') {
    const encoder = new avsc.streams.BlockEncoder(avsc.Type.forValue(native));
    const written = encoder.pipe(createWriteStream(join(folder, 'r.avro')));
    for (const one of records) encoder.write(one);
    encoder.end();
    await finished(written);
    return { name: 'r.avro', bytes: readFileSync(join(folder, 'r.avro')) };
  }
  writeFileSync(join(folder, 'r.jsonl'), lines);
  await writeParquet(join(folder, 'r.jsonl'), join(folder, 'r.parquet'));
  return { name: 'r.parquet', bytes: readFileSync(join(folder, 'r.parquet')) };
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'weir-canary-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const ids = [...formats, ...envelopes].map(({ id }) => id);
const rule = (otherwise: string): string => JSON.stringify({ if: [{ '==': [{ var: 'n' }, 7] }, 'a', otherwise] });

const PARTS: Readonly<Record<string, string>> = {
  parquet: ', input: /input, output: /output, id: /id, time: /time',
  har: ', input: /input/body',
};
const INPUTS: Readonly<Record<string, string>> = { csv: '', 'opa-events': '/input/input', har: '/input/body' };

function weirYml(redact: string): string {
  const recordings = ids.map((id) => {
    const parts = PARTS[id] ?? '';
    const pointers = redact.replaceAll('IN', INPUTS[id] ?? '/input');
    return `  ${id}: { files: "${id}/r.*", format: ${id}${parts}, redact: [${pointers}] }`;
  });
  const pipelines = ids.map(
    (id) =>
      `  ${id}: { recording: ${id}, steps: [{ schema: s.json }, { rules: r.json, into: /tier }], outputs: { tier: { at: /tier, kind: category } } }`,
  );
  return `version: 1\nrecordings:\n${recordings.join('\n')}\npipelines:\n${pipelines.join('\n')}\n`;
}

function textsBelow(folder: string): Map<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => statSync(join(folder, name)).isFile());
  return new Map(files.map((name) => [name, readFileSync(join(folder, name), 'latin1')]));
}

it('no form of a recording lacks a canary', () => {
  expect(Object.keys(raw).sort()).toEqual([...ids].sort());
});

it('what stands in records reaches no page, log or report, and the cache only where the records are kept', async () => {
  const repository = makeRepository();
  const files = { 's.json': '{}', 'r.json': rule('b') };
  repository.commit({ ...files, '.github/weir.yml': weirYml('IN/card') });
  for (const id of ids) {
    const { name, bytes } = await fileOf(id);
    mkdirSync(join(repository.directory, id));
    writeFileSync(join(repository.directory, id, name), bytes);
  }
  writeFileSync(join(repository.directory, 'r.json'), rule('c'));
  writeFileSync(join(repository.directory, 's.json'), '{"properties":{"note":{"maxLength":3}}}');
  const cache = temporaryFolder();
  const pages = temporaryFolder();
  vi.stubEnv('WEIR_CACHE', cache);
  onTestFinished(() => void vi.unstubAllEnvs());
  const to = ['json', 'markdown', 'html'].flatMap((kind) => [`--${kind}`, join(pages, kind)]);
  const run = await weir(repository, 'check', '--full', '--verbose', '--slices', ...to);
  expect([run.status, run.stderr.includes('error')]).toEqual([expect.toBeOneOf([1, 3]), false]);
  const report = JSON.parse(readFileSync(join(pages, 'json'), 'utf8'));
  // Each was read: something changed, or was rejected, or was no record.
  expect(report.pipelines.filter(({ records }: { records: { recorded: number } }) => records.recorded === 0)).toEqual(
    [],
  );
  expect(report.pipelines).toHaveLength(ids.length);
  for (const [name, text] of [['stdout', run.stdout], ['stderr', run.stderr], ...textsBelow(pages)]) {
    expect([name, text?.includes(C)]).toEqual([name, false]);
  }
  const cached = [...textsBelow(cache)];
  const kept = cached.filter(([, text]) => text.includes(C)).map(([name]) => name.replace(/.*[\\/]/, ''));
  // Records that were put together of several: where they lie is what keeps them, and nothing else holds a value.
  expect(kept.sort()).toEqual(
    ids
      .filter((id) => envelopeFor(id)?.open?.holds === 'halves')
      .map((id) => `${id}.jsonl`)
      .sort(),
  );
  expect(cached.filter(([, text]) => text.includes(CARD))).toEqual([]);
  expect(run.stdout + run.stderr + [...textsBelow(pages).values()].join()).not.toContain(CARD);

  // Sharing out an impact tries mixtures of the edits for each pipeline: two of them tell enough.
  const shared = await weir(
    repository,
    'check',
    '--full',
    '--attribution',
    '--pipeline',
    'native',
    '--pipeline',
    'kserve',
    ...to,
  );
  expect([shared.status, shared.stderr.includes('error')]).toEqual([expect.toBeOneOf([1, 3]), false]);
  expect(shared.stdout + shared.stderr + [...textsBelow(pages).values()].join()).not.toMatch(/CANARY|HIDDEN/);

  // What commands say of a recording holds no value either.
  const traffic = await weir(repository, 'traffic', 'native', '--json');
  const validated = await weir(repository, 'validate');
  for (const { stdout, stderr } of [traffic, validated]) expect(stdout + stderr).not.toMatch(/CANARY|HIDDEN/);
});
