/** What is imported is the same recording: a check of it finds the same. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { envelopes } from '../../src/recordings/envelopes/registry.ts';
import { makeRepository } from '../repository/fixture.ts';
import { weir } from './weir.ts';

interface Call {
  readonly id: string;
  readonly input: { readonly delay: number; readonly note: string };
  readonly output: string;
}

const time = '2026-03-01T08:15:00Z';
const event = (half: string, id: string, data: unknown) => ({
  ...{ specversion: '1.0', type: `org.kubeflow.serving.inference.${half}`, id, time, inferenceservicename: 's', data },
});
const attribute = (key: string, stringValue: string) => ({ key, value: { stringValue } });

/** How each serving stack writes a call. */
const written: Readonly<Record<string, (call: Call) => readonly unknown[]>> = {
  native: ({ id, input, output }) => [{ input, output: { tier: output }, id, time, weight: 2, lacks: ['/secret'] }],
  opa: decision,
  'opa-events': decision,
  kserve: ({ id, input, output }) => [event('response', id, { tier: output }), event('request', id, input)],
  sagemaker: ({ id, input, output }) => [
    {
      captureData: {
        endpointInput: { encoding: 'JSON', observedContentType: 'application/json', data: JSON.stringify(input) },
        endpointOutput: {
          encoding: 'JSON',
          observedContentType: 'application/json',
          data: JSON.stringify({ tier: output }),
        },
      },
      eventMetadata: { eventId: id, inferenceTime: time },
    },
  ],
  databricks: ({ id, input, output }) => [
    {
      ...{ databricks_request_id: id, status_code: 200, sampling_fraction: 0.3, timestamp_ms: 1772352900000 },
      request: JSON.stringify({ dataframe_records: [input, { ...input, delay: 1 }] }),
      response: JSON.stringify({ predictions: [{ tier: output }, null] }),
    },
  ],
  openai: ({ id, input, output }) => [
    { custom_id: id, method: 'POST', url: '/v1/chat/completions', body: input },
    {
      id: 'x',
      custom_id: id,
      response: { status_code: 200, body: { tier: output, created: 1772352900 } },
      error: null,
    },
  ],
  'otel-genai': ({ id, input }) => [
    {
      resourceSpans: [
        {
          scopeSpans: [
            {
              spans: [
                {
                  ...{ traceId: 't', spanId: id, startTimeUnixNano: '1772352900000000000' },
                  attributes: [
                    attribute('gen_ai.operation.name', 'chat'),
                    { key: 'gen_ai.request.delay', value: { intValue: String(input.delay) } },
                    attribute('gen_ai.input.messages', JSON.stringify([input.note])),
                    attribute('gen_ai.output.messages', '["ok"]'),
                  ],
                },
              ],
            },
          ],
        },
      ],
    },
  ],
  har: ({ input, output }) => [
    {
      startedDateTime: time,
      request: {
        method: 'POST',
        url: 'https://api.acme.example/tier',
        postData: { mimeType: 'application/json', text: JSON.stringify(input) },
      },
      response: { status: 200, content: { mimeType: 'application/json', text: JSON.stringify({ tier: output }) } },
    },
  ],
};

/** As Open Policy Agent logs one; some erase what the rule reads. */
function decision({ id, input, output }: Call): object[] {
  const erased = input.delay % 3 === 0 && { erased: ['/input/delay'] };
  return [{ decision_id: id, input, result: { tier: output }, timestamp: time, ...erased }];
}

const rules = (limit: number, delay: string) =>
  JSON.stringify({ if: [{ '>': [{ var: delay }, limit] }, 'late', 'fine'] });

it.each(envelopes.map(({ id }) => id))(
  '%s: a check of what was imported finds the same as of the original',
  async (id) => {
    // There, the input is a member of what steps read.
    const delay = { 'opa-events': 'input.delay', har: 'body.delay' }[id] ?? 'delay';
    const calls = Array.from({ length: 60 }, (_, index): Call => {
      const delay = (index * 37) % 100;
      return { id: `c${index}`, input: { delay, note: 'Zürich "\u2028"' }, output: delay > 50 ? 'late' : 'fine' };
    });
    const text = calls.flatMap((call) => written[id]?.(call) ?? []).map((raw) => `${JSON.stringify(raw)}\n`);
    const repository = makeRepository();
    const pipeline = (recording: string) => ({
      recording,
      steps: [{ rules: 'rules/tier.json', engine: 'json-logic-js', into: '/tier' }],
      outputs: { tier: { at: '/tier', kind: 'category' } },
      limits: { 'tier.changed': '50%', unreplayable: '100%' },
    });
    const recordings = ['original', 'imported', 'columns'];
    repository.commit({
      'rules/tier.json': rules(50, delay),
      'traffic/raw.jsonl': text.join(''),
      '.github/weir.yml': JSON.stringify({
        version: 1,
        recordings: {
          original: { files: 'traffic/raw.jsonl', format: id },
          imported: { files: 'imported/native.jsonl', format: 'native' },
          columns: { files: 'imported/native.parquet', format: 'native' },
        },
        pipelines: Object.fromEntries(recordings.map((name) => [name, pipeline(name)])),
      }),
    });
    for (const to of ['imported/native.jsonl', 'imported/native.parquet']) {
      repository.write(to, '');
      const imported = await weir(repository, 'import', '--format', id, 'traffic/raw.jsonl', '--to', to);
      expect(imported.stderr).toContain('unusable  none');
    }
    repository.write('rules/tier.json', rules(70, delay));
    const { status, stderr } = await weir(repository, 'check', '--base', 'HEAD', '--full', '--json', 'report.json');
    expect([status, stderr]).toEqual([status, '']);
    const { pipelines } = JSON.parse(readFileSync(join(repository.directory, 'report.json'), 'utf8'), withoutNames);
    const [original, ...others] = pipelines;
    expect(original.records.recorded).toBeGreaterThanOrEqual(60);
    expect(original.outputs[0].measures.changed.value).toBeGreaterThan(0);
    for (const other of others) expect(other).toEqual(original);
  },
);

/** Native records may have labels, so that measures of these are named, and have no value. */
function withoutNames(key: string, value: unknown): unknown {
  if (key === 'name' || key === 'fingerprint') return undefined;
  const said = typeof value === 'object' && value !== null && 'reason' in value ? value.reason : undefined;
  return said === 'no record has a label' ? undefined : value;
}
