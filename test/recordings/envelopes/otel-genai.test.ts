import { expect, it } from 'vitest';
import { otelGenai } from '../../../src/recordings/envelopes/otel-genai/index.ts';
import { values } from '../files.ts';
import { itOpens, lines, opened } from './contract.ts';

// By hand from https://opentelemetry.io/docs/specs/semconv/gen-ai/gen-ai-spans/, …/gen-ai-events/ and the OTLP/JSON examples
// https://github.com/open-telemetry/opentelemetry-proto/tree/main/examples.
type Values = Readonly<Record<string, unknown>>;

function any(value: unknown): object {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  if (typeof value === 'number') return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
  if (Array.isArray(value)) return { arrayValue: { values: value.map(any) } };
  return { kvlistValue: { values: attributes(value as Values) } };
}

const attributes = (values: Values): object[] =>
  Object.entries(values).map(([key, value]) => ({ key, value: any(value) }));

function span(spanId: string, values: Values, events: Values[] = []) {
  return {
    ...{ traceId: '5b8e', spanId, name: 'chat gpt-4o', kind: 3, startTimeUnixNano: '1772352900123456789' },
    attributes: attributes({ 'gen_ai.operation.name': 'chat', 'gen_ai.request.model': 'gpt-4o', ...values }),
    events: events.map((one) => ({ name: 'gen_ai.client.inference.operation.details', attributes: attributes(one) })),
  };
}

const traced = (...spans: object[]) => ({
  resourceSpans: [{ resource: { attributes: [] }, scopeSpans: [{ scope: { name: 'openai' }, spans }] }],
});
const logged = (...logRecords: object[]) => ({
  resourceLogs: [{ resource: {}, scopeLogs: [{ scope: {}, logRecords }] }],
});

const asked = [{ role: 'user', parts: [{ type: 'text', content: 'Weather in Paris?' }] }];
const said = [{ role: 'assistant', parts: [{ type: 'text', content: 'rainy, 57°F' }], finish_reason: 'stop' }];
const time = '2026-03-01T08:15:00.123Z';
const asText = { 'gen_ai.input.messages': JSON.stringify(asked), 'gen_ai.output.messages': JSON.stringify(said) };

itOpens({
  envelope: otelGenai,
  raw: [
    traced(
      span('01', { ...asText, 'gen_ai.request.temperature': 0.5, 'gen_ai.usage.output_tokens': 52 }),
      // A tool, and another service's request: no records.
      span('02', { 'gen_ai.operation.name': 'execute_tool' }),
      { traceId: '5b8e', spanId: '03', name: 'GET /', attributes: attributes({ 'http.request.method': 'GET' }) },
    ),
    traced(
      span('04', {}, [{ 'gen_ai.input.messages': asked, 'gen_ai.output.messages': said }]),
      span('05', {
        ...{ 'gen_ai.prompt.0.role': 'user', 'gen_ai.prompt.0.content': 'Hi' },
        ...{ 'gen_ai.completion.0.role': 'assistant', 'gen_ai.completion.0.content': 'Ho' },
      }),
    ),
    logged(
      {
        ...{ timeUnixNano: '1772352900123456789', eventName: 'gen_ai.client.inference.operation.details' },
        ...{ traceId: '5b8e', spanId: '06' },
        attributes: attributes({
          ...{ 'gen_ai.operation.name': 'chat', 'gen_ai.input.messages': asked },
          'gen_ai.system_instructions': [{ type: 'text', content: 'Be brief' }],
        }),
      },
      { timeUnixNano: '1', body: { stringValue: 'started' } },
    ),
  ],
  records: [
    {
      input: { model: 'gpt-4o', temperature: 0.5, messages: asked },
      output: { output_tokens: 52, messages: said },
      ...{ id: '5b8e/01', time },
    },
    { input: { model: 'gpt-4o', messages: asked }, output: { messages: said }, id: '5b8e/04', time },
    {
      input: { model: 'gpt-4o', messages: [{ role: 'user', content: 'Hi' }] },
      output: { messages: [{ role: 'assistant', content: 'Ho' }] },
      ...{ id: '5b8e/05', time },
    },
    { input: { messages: asked, system: [{ type: 'text', content: 'Be brief' }] }, id: '5b8e/06', time },
  ],
  unusable: [
    [traced(span('07', {})), /^a call without gen_ai\.input\.messages: content is opt-in$/],
    [traced(span('07', { 'gen_ai.input.messages': '[{"role":' })), /^gen_ai\.input\.messages is not JSON/],
    [traced(span('07', { ...asText, 'gen_ai.output.messages': '[' })), /^gen_ai\.output\.messages is not JSON/],
    [{ resourceMetrics: [] }, /^neither resourceSpans nor resourceLogs$/],
    [{ resourceSpans: 'none' }, /^neither/],
    [7, /^no OTLP\/JSON$/],
  ],
});

it('attributes that are none are passed over', async () => {
  const odd = { ...span('01', asText), attributes: [null, 7, { key: 'x' }, ...span('01', asText).attributes] };
  expect(values(await opened(otelGenai, [lines([traced(odd)])]))).toMatchObject([{ id: '5b8e/01' }]);
});
