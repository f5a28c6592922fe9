import { readFileSync, writeFileSync, rmSync, mkdirSync } from 'node:fs';
import { envelopeFor } from './src/recordings/envelopes/registry.ts';
import { formatOf } from './src/recordings/open.ts';
import { readerOf } from './src/recordings/read.ts';
import { transcribe } from './src/recordings/envelopes/transcribe.ts';
const N = 20000;
const input = (i: number) => ({ delay: i % 300, distance: 500 + i, origin: 'JFK', destination: 'SFO', carrier: 'AA', scheduled: '2026-03-01T08:15:00Z', passengers: [1, 2, 3], notes: 'nothing in particular was said about it', fare: { amount: 431.5, currency: 'USD' } });
const out = (i: number) => ({ tier: i % 2 ? 'short' : 'long', score: 0.123456, reasons: ['late', 'far'] });
const time = '2026-03-01T08:15:00Z';
const s = JSON.stringify;
const ev = (h: string, id: string, data: unknown) => ({ specversion: '1.0', type: `org.kubeflow.serving.inference.${h}`, id, time, source: 'http://localhost:9081/', datacontenttype: 'application/json', inferenceservicename: 'iris', namespace: 'acme', component: 'predictor', endpoint: 'default', data });
const W: Record<string, (i: number) => unknown[]> = {
  opa: (i) => [{ labels: { app: 'x', id: '1780d507', version: 'v1' }, decision_id: `d${i}`, bundles: { a: { revision: 'x' } }, path: 'a/b', input: input(i), result: out(i), requested_by: '[::1]:59943', timestamp: time, metrics: { a: 1, b: 2 } }],
  kserve: (i) => [ev('request', `r${i}`, input(i)), ev('response', `r${i}`, out(i))],
  sagemaker: (i) => [{ captureData: { endpointInput: { observedContentType: 'application/json', mode: 'INPUT', data: s(input(i)), encoding: 'JSON' }, endpointOutput: { observedContentType: 'application/json', mode: 'OUTPUT', data: s(out(i)), encoding: 'JSON' } }, eventMetadata: { eventId: `e${i}`, inferenceTime: time }, eventVersion: '0' }],
  databricks: (i) => [{ databricks_request_id: `d${i}`, status_code: 200, sampling_fraction: 1, timestamp_ms: 1772352900000, request: s({ dataframe_records: [input(i)] }), response: s({ predictions: [out(i)] }) }],
  openai: (i) => [{ custom_id: `c${i}`, method: 'POST', url: '/v1/chat/completions', body: input(i) }, { id: 'x', custom_id: `c${i}`, response: { status_code: 200, request_id: 'r', body: out(i) }, error: null }],
  'otel-genai': (i) => [{ resourceSpans: [{ scopeSpans: [{ spans: [{ traceId: 't', spanId: `s${i}`, startTimeUnixNano: '1772352900000000000', attributes: [{ key: 'gen_ai.operation.name', value: { stringValue: 'chat' } }, { key: 'gen_ai.input.messages', value: { stringValue: s([input(i)]) } }, { key: 'gen_ai.output.messages', value: { stringValue: s([out(i)]) } }] }] }] }] }],
  har: (i) => [{ startedDateTime: time, time: 1, request: { method: 'POST', url: 'https://x', headers: [{ name: 'a', value: 'b' }], postData: { mimeType: 'application/json', text: s(input(i)) } }, response: { status: 200, headers: [], content: { size: 1, mimeType: 'application/json', text: s(out(i)) } } }],
};
const cpu = () => { const c = process.cpuUsage(); return (c.user + c.system) / 1000; };
for (const [id, make] of Object.entries(W)) {
  if (process.argv[2] && process.argv[2] !== id) continue;
  const path = `/tmp/perf/${id}.jsonl`;
  writeFileSync(path, Array.from({ length: N }, (_, i) => make(i).map((r) => s(r) + '\n').join('')).join(''));
  const envelope = envelopeFor(id)!;
  const file = { ...formatOf(path, id), path, name: path, index: 0 };
  const ratios: string[] = [];
  for (let round = 0; round < 4; round++) {
    let t = cpu();
    const text = readFileSync(path, 'latin1'); let n = 0;
    for (let at = 0; at < text.length; ) { const end = text.indexOf('\n', at); JSON.parse(text.slice(at, end)); n++; at = end + 1; }
    const parse = cpu() - t;
    t = cpu();
    if (envelope.open!.holds === 'any') { const to = `/tmp/perf/out`; rmSync(to, { force: true }); await transcribe([file], envelope.open!, to); }
    else for (const shard of await readerOf(file).shards(file, 1)) for await (const b of readerOf(file).read(shard, () => true)) n += b.records.length;
    const open = cpu() - t;
    ratios.push((parse / open).toFixed(2));
  }
  console.log(id, envelope.open!.holds, ratios.join(' '));
}
