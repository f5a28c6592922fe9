/**
 * What KServe's inference logger writes: a CloudEvent for each request and one for its answer, with one id, as events
 * (structured, in JSON) or as the records of its blob storage, whose body is base64.
 * https://kserve.github.io/website/docs/model-serving/predictive-inference/logger
 */
import type { Envelope, Half, Opened } from '../envelope.ts';
import { type Decoded, decodeBase64, decodeJson, isObject } from '../payload.ts';
import { unusable } from '../unusable.ts';

export const kserve: Envelope = {
  id: 'kserve',
  about:
    'CloudEvents of KServe’s inference logger, or the records of its blob storage; request and response are joined by id.',
  container: { otherwise: 'jsonl' },
  parts: { input: '/input', output: '/output', id: '/id', time: '/time' },
  options: {},
  open: {
    holds: 'any',
    members: [
      ...['id', 'type', 'time', 'datacontenttype', 'data', 'data_base64'],
      ...['reqType', 'contentType', 'bytes', 'occurrenceTime'],
      ...['inferenceservicename', 'inferenceService', 'namespace', 'component', 'endpoint'],
    ],
    open,
  },
  recognise: (records) => records.length > 0 && records.every((record) => isObject(record) && halfOf(record)),
};

function open(raw: unknown): Opened {
  if (!isObject(raw)) return unusable('no event of the inference logger');
  const half = halfOf(raw);
  if (!half) return unusable('neither a request nor a response of the inference logger');
  const { id } = raw;
  if (typeof id !== 'string' || id === '') return unusable(`a ${half} without an id`);
  const body = bodyOf(raw);
  const key = keyOf(raw, id);
  if (body.why !== undefined) return { is: half, key, why: `the body of the ${half} is ${body.why}` };
  const record = half === 'request' ? { input: body.value, id, ...timeOf(raw) } : { output: body.value };
  return { is: half, key, record };
}

/** By the event's type; blob storage calls it reqType. */
function halfOf({ type, reqType }: Readonly<Record<string, unknown>>): Half | undefined {
  const [, half] = /^(?:org\.kubeflow\.serving\.inference\.)?(request|response)$/.exec(String(reqType ?? type)) ?? [];
  return half === 'request' || half === 'response' ? half : undefined;
}

/** Each component of a service logs the same request under the same id. */
function keyOf(raw: Readonly<Record<string, unknown>>, id: string): string {
  const service = raw.inferenceservicename ?? raw.inferenceService;
  return JSON.stringify([id, raw.namespace, service, raw.component, raw.endpoint].map((part) => part ?? ''));
}

function timeOf({ time, occurrenceTime }: Readonly<Record<string, unknown>>): { time?: unknown } {
  const found = time ?? occurrenceTime;
  return found === undefined || found === null ? {} : { time: found };
}

function bodyOf(raw: Readonly<Record<string, unknown>>): Decoded {
  const type = raw.contentType ?? raw.datacontenttype;
  if (typeof type === 'string' && type !== '' && !/\bjson\b/i.test(type)) return { why: `${type}, which is not read` };
  const packed = raw.bytes ?? raw.data_base64;
  if (typeof packed === 'string') {
    const text = decodeBase64(packed);
    return text.why === undefined ? decodeJson(text.value) : text;
  }
  if (typeof raw.data === 'string') return decodeJson(raw.data);
  return raw.data === undefined || raw.data === null ? { why: 'not there' } : { value: raw.data };
}
