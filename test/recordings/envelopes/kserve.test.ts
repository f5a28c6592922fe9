import { expect, it } from 'vitest';
import { kserve } from '../../../src/recordings/envelopes/kserve/index.ts';
import { placed } from '../../../src/recordings/placed.ts';
import { readerOf } from '../../../src/recordings/read.ts';

import { readAll, values } from '../files.ts';
import { filesOf, itOpens, lines, opened } from './contract.ts';

// By hand from https://github.com/kserve/kserve/tree/master/pkg/logger and the CloudEvents 1.0 JSON format
// (https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md).
const service = { namespace: 'acme', inferenceservicename: 'iris', component: 'predictor', endpoint: 'default' };

function event(half: 'request' | 'response', id: string, body: object, time = '2026-03-01T08:15:00Z') {
  return {
    ...{ specversion: '1.0', id, source: 'http://localhost:9081/', time, datacontenttype: 'application/json' },
    ...{ type: `org.kubeflow.serving.inference.${half}`, ...service },
    ...body,
  };
}

/** What blob storage gets of the same: the body as base64. */
function stored(half: 'request' | 'response', id: string, body: unknown) {
  return {
    ...{ url: '', contentType: 'application/json', reqType: `org.kubeflow.serving.inference.${half}`, id },
    ...{ inferenceService: 'iris', namespace: 'acme', component: 'predictor', endpoint: 'default' },
    bytes: Buffer.from(JSON.stringify(body)).toString('base64'),
  };
}

/** Binary mode, as sinks log it: the headers and the body of what they were sent. */
function posted(half: 'request' | 'response', id: string, body: object, header = (name: string) => name) {
  const attributes = { id, type: `org.kubeflow.serving.inference.${half}`, specversion: '1.0', ...service };
  const time = half === 'request' ? '2026-03-01T08:17:00Z' : '2026-03-01T08:17:09Z';
  const headers = Object.entries({ ...attributes, time }).map(([name, value]) => [header(`ce-${name}`), value]);
  return { headers: { ...Object.fromEntries(headers), 'Content-Type': 'application/json' }, ...body };
}

const upper = (name: string) => name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());

/** https://docs.seldon.io/projects/seldon-core/en/latest/analytics/logging.html */
function seldon(half: 'request' | 'response', requestid: string, data: object) {
  const type = `io.seldon.serving.inference.${half}`;
  return {
    ...{
      specversion: '1.0',
      id: `own-${half}`,
      type,
      time: '2026-03-01T08:18:00Z',
      datacontenttype: 'application/json',
    },
    ...{ requestid, modelid: 'classifier', inferenceservicename: 'seldon', namespace: 'acme', endpoint: 'main' },
    data,
  };
}

/** https://learn.microsoft.com/en-us/azure/machine-learning/how-to-collect-production-data */
function azure(kind: string, correlationid: string, data: unknown) {
  return {
    ...{
      specversion: '1.0',
      id: `own-${kind}`,
      source: '/subscriptions/s/deployments/d',
      type: `azureml.inference.${kind}`,
    },
    ...{
      datacontenttype: 'application/json',
      time: '2026-03-01T08:19:00Z',
      data,
      correlationid,
      modelversion: 'default',
    },
    ...{ contentrange: 'bytes 0-6794/6795', collectdatatype: 'pandas.core.frame.DataFrame' },
  };
}

const tensor = { inputs: [{ name: 'x', shape: [1, 2], datatype: 'FP32', data: [6.8, 2.8] }] };

itOpens({
  envelope: kserve,
  raw: [
    event('request', 'a', { data: { instances: [[6.8, 2.8]] } }),
    event('response', 'a', { data: { predictions: [1] } }, '2026-03-01T08:15:09Z'),
    event('response', 'b', { data_base64: 'eyJvdXRwdXRzIjpbMl19' }),
    event('request', 'b', { data: JSON.stringify(tensor) }, '2026-03-01T08:16:00Z'),
    stored('request', 'c', { instances: [[1, 2]] }),
    stored('response', 'c', { predictions: [0] }),
    // Another component of the service logs the same request.
    { ...stored('request', 'c', { instances: ['raw'] }), component: 'transformer' },
    { ...stored('response', 'c', { predictions: ['0'] }), component: 'transformer' },
    posted('request', 'e', { body: '{"instances":[1]}' }),
    posted('response', 'e', { body_base64: 'eyJwcmVkaWN0aW9ucyI6WzFdfQ==' }, upper),
    seldon('response', 's', { data: { names: ['p'], ndarray: [[0.9]] } }),
    seldon('request', 's', { data: { ndarray: [[1, 2]] } }),
    azure('model_inputs', 'z', [{ LIMIT_BAL: 20000 }, { LIMIT_BAL: 30000 }]),
    azure('model_outputs', 'z', [{ '0': 1 }, { '0': 0 }]),
    azure('inputs', 'y', [{ label: 'DRUG' }]),
    azure('outputs', 'y', [{ label: 'aspirin' }]),
  ],
  records: [
    { output: { predictions: [1] }, input: { instances: [[6.8, 2.8]] }, id: 'a', time: '2026-03-01T08:15:00Z' },
    { output: { outputs: [2] }, input: tensor, id: 'b', time: '2026-03-01T08:16:00Z' },
    { output: { predictions: [0] }, input: { instances: [[1, 2]] }, id: 'c' },
    { output: { predictions: ['0'] }, input: { instances: ['raw'] }, id: 'c' },
    { output: { predictions: [1] }, input: { instances: [1] }, id: 'e', time: '2026-03-01T08:17:00Z' },
    {
      output: { data: { names: ['p'], ndarray: [[0.9]] } },
      input: { data: { ndarray: [[1, 2]] } },
      ...{ id: 's', time: '2026-03-01T08:18:00Z' },
    },
    { output: { '0': 1 }, input: { LIMIT_BAL: 20000 }, id: 'z/0', time: '2026-03-01T08:19:00Z' },
    { output: { '0': 0 }, input: { LIMIT_BAL: 30000 }, id: 'z/1', time: '2026-03-01T08:19:00Z' },
    { output: { label: 'aspirin' }, input: { label: 'DRUG' }, id: 'y', time: '2026-03-01T08:19:00Z' },
  ],
  unusable: [
    [event('request', 'd', { data: {} }), /^a request without its response$/],
    [event('response', 'd', { data: {} }), /^a response without its request$/],
    [event('request', 'd', { data: '{"instances":' }), /^the body of the request is /],
    [event('request', 'd', { data_base64: 'no base64 at all' }), /^the body of the request is no base64$/],
    [
      event('response', 'd', { datacontenttype: 'application/x-protobuf', data_base64: 'AAEC' }),
      /is application\/x-protobuf, which is not read$/,
    ],
    [event('request', 'd', {}), /^the body of the request is not there$/],
    [event('request', '', { data: {} }), /^a request without an id$/],
    [{ specversion: '1.0', type: 'com.example.other', id: 'd' }, /^neither a request nor a response/],
    [posted('request', 'd', { body: 'text' }), /^the body of the request is not JSON/],
    [{ headers: { 'ce-type': 'com.example.other' } }, /^neither a request nor a response/],
    // Azure keeps what is too large elsewhere.
    [{ ...azure('model_inputs', 'd', undefined), dataref: 'https://x' }, /^the body of the request is not there$/],
    [azure('model_inputs', 'd', [{ a: 1 }]), /^a request without its response$/],
    [7, /^no event/],
  ],
});

it('a second request of an id that waits for its response is counted, and the first one has the response', async () => {
  const found = await opened(kserve, [
    lines([
      event('request', 'a', { data: { instances: [1] } }),
      event('request', 'a', { data: { instances: [2] } }),
      event('response', 'a', { data: { predictions: [1] } }),
    ]),
  ]);
  expect(values(found)).toMatchObject([{ input: { instances: [1] }, output: { predictions: [1] } }]);
  expect(found.malformed).toMatchObject([{ message: 'a second request of the same id' }]);
});

it('what is unusable is told by the file and the line that it stands in', async () => {
  const files = await filesOf(kserve, [
    lines([event('request', 'a', { data: {} }), event('request', 'b', { data: {} })]),
    `not JSON\n${lines([event('response', 'a', { data: {} }), event('response', 'c', { data: {} })])}`,
  ]);
  const [file] = files;
  if (!file) throw new Error('no file');
  const { malformed } = await readAll(readerOf(file), file, { shards: 2 });
  const places = malformed.map((place) => ({ file: file.index, ...place }));
  expect(
    (await placed(places, files)).map(({ file: name, line, message }) => `${name}:${line}: ${message}`).sort(),
  ).toEqual([
    'traffic-0000.jsonl:2: a request without its response',
    expect.stringMatching(/^traffic-0001\.jsonl:1: /),
    'traffic-0001.jsonl:3: a response without its request',
  ]);
});
