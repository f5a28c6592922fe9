import { sagemaker } from '../../../src/recordings/envelopes/sagemaker/index.ts';
import { itOpens } from './contract.ts';

// By hand from https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor-data-capture-endpoint.html
function line(input: object | undefined, output: object | undefined, metadata: object = {}) {
  return {
    captureData: {
      ...(input && { endpointInput: { mode: 'INPUT', ...input } }),
      ...(output && { endpointOutput: { mode: 'OUTPUT', ...output } }),
    },
    eventMetadata: { eventId: 'e1', inferenceTime: '2022-02-14T17:25:49Z', ...metadata },
    eventVersion: '0',
  };
}

const csv = (data: string) => ({ observedContentType: 'text/csv', data, encoding: 'CSV' });
const json = (data: string) => ({ observedContentType: 'application/json', data, encoding: 'JSON' });
const packed = (observedContentType: string, data: string) => ({
  ...{ observedContentType, encoding: 'BASE64' },
  data: Buffer.from(data).toString('base64'),
});
const time = '2022-02-14T17:25:49Z';

itOpens({
  envelope: sagemaker,
  raw: [
    line(csv('6,148,72\n'), { ...csv('0.0254'), observedContentType: 'text/csv; charset=utf-8' }),
    line(csv('1.0,"a, ""b""",007\r\n2,x,-1e3\r\n'), csv('yes\nno\n'), { eventId: 'e2' }),
    line(json('{"features":[1,9007199254740993]}'), json('{"score":0.5}'), { eventId: 'e3', inferenceId: 'order-7' }),
    line(packed('application/json', '{"q":"Zürich"}'), packed('text/csv', '3\n'), { eventId: 'e4' }),
    line(json('{"a":1}\n{"a":2}\n'), undefined, { eventId: 'e5' }),
  ].map((one, index) =>
    index === 4
      ? {
          ...one,
          captureData: {
            endpointInput: { ...one.captureData.endpointInput, observedContentType: 'application/jsonlines' },
          },
        }
      : one,
  ),
  records: [
    { input: [6, 148, 72], output: [0.0254], id: 'e1', time },
    { input: [1, 'a, "b"', '007'], output: ['yes'], id: 'e2/0', time },
    { input: [2, 'x', -1000], output: ['no'], id: 'e2/1', time },
    { input: { features: [1, 9007199254740993n] }, output: { score: 0.5 }, id: 'order-7', time },
    { input: { q: 'Zürich' }, output: [3], id: 'e4', time },
    { input: { a: 1 }, id: 'e5/0', time },
    { input: { a: 2 }, id: 'e5/1', time },
  ],
  unusable: [
    [line(undefined, csv('1')), /^an answer whose request was not captured$/],
    [line(csv('1\n2\n'), csv('1\n2\n3\n')), /^2 rows in the request, 3 in its answer$/],
    [line(json('{"a":'), json('{}')), /^the request is /],
    [line(json('{}'), json('nothing')), /^the answer is /],
    [line({ ...csv(''), encoding: 'BASE64', data: '***' }, csv('1')), /^the request is no base64$/],
    [line(packed('application/x-npy', 'NUMPY'), csv('1')), /^the request is application\/x-npy, which is not read$/],
    [line({ ...csv('1'), encoding: 'XML' }, csv('1')), /^the request is of an encoding/],
    [line(csv('"never'), csv('1')), /^the request is no CSV/],
    [{ eventVersion: '0' }, /^no captureData$/],
  ],
});
