import { expect, it } from 'vitest';
import { kserve } from '../../../src/recordings/envelopes/kserve/index.ts';
import { readerOf } from '../../../src/recordings/read.ts';
import { placed } from '../../../src/replay/run.ts';
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
  ],
  records: [
    { output: { predictions: [1] }, input: { instances: [[6.8, 2.8]] }, id: 'a', time: '2026-03-01T08:15:00Z' },
    { output: { outputs: [2] }, input: tensor, id: 'b', time: '2026-03-01T08:16:00Z' },
    { output: { predictions: [0] }, input: { instances: [[1, 2]] }, id: 'c' },
    { output: { predictions: ['0'] }, input: { instances: ['raw'] }, id: 'c' },
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
