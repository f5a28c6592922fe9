/**
 * What SageMaker's Data Capture writes: a line for each call of an endpoint, with the bodies as text. A body of several
 * rows is several predictions, and so several records.
 * https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor-data-capture-endpoint.html
 */
import type { Envelope, NativeRecord, Opened } from '../envelope.ts';
import { type Decoded, decodeBase64, decodeCsv, decodeJson, decodeJsonLines, isObject } from '../payload.ts';
import { unusable } from '../unusable.ts';

export const sagemaker: Envelope = {
  id: 'sagemaker',
  about: 'lines of SageMaker Data Capture; a body of several rows is as many records.',
  container: { otherwise: 'jsonl' },
  parts: { input: '/input', output: '/output', id: '/id', time: '/time' },
  options: {},
  open: { holds: 'many', members: ['captureData', 'eventMetadata'], open },
  recognise: (records) =>
    records.length > 0 && records.every((record) => isObject(record) && isObject(record.captureData)),
};

function open(raw: unknown): Opened | Opened[] {
  const captured = isObject(raw) ? raw.captureData : undefined;
  if (!isObject(raw) || !isObject(captured)) return unusable('no captureData');
  const { endpointInput, endpointOutput } = captured;
  if (!isObject(endpointInput)) return unusable('an answer whose request was not captured');
  const inputs = rowsOf(endpointInput);
  if (inputs.why !== undefined) return unusable(`the request is ${inputs.why}`);
  const about = aboutOf(raw.eventMetadata);
  // An endpoint may capture requests alone.
  if (!isObject(endpointOutput)) return inputs.value.map((input, row) => record({ input }, about, row, inputs.value));
  const outputs = rowsOf(endpointOutput);
  if (outputs.why !== undefined) return unusable(`the answer is ${outputs.why}`);
  if (inputs.value.length !== outputs.value.length) {
    return unusable(`${inputs.value.length} rows in the request, ${outputs.value.length} in its answer`);
  }
  return inputs.value.map((input, row) => record({ input, output: outputs.value[row] }, about, row, inputs.value));
}

function record(
  parts: Pick<NativeRecord, 'input' | 'output'>,
  { id, time }: About,
  row: number,
  { length }: readonly unknown[],
): Opened {
  const own = id === undefined || length === 1 ? id : `${id}/${row}`;
  return {
    is: 'record',
    record: { ...parts, ...(own !== undefined && { id: own }), ...(time !== undefined && { time }) },
  };
}

interface About {
  readonly id?: string;
  readonly time?: string;
}

/** The id that the caller gave counts before SageMaker's own: outcomes are known under it. */
function aboutOf(metadata: unknown): About {
  if (!isObject(metadata)) return {};
  const { inferenceId, eventId, inferenceTime } = metadata;
  const id = [inferenceId, eventId].find((one) => typeof one === 'string');
  return {
    ...(typeof id === 'string' && { id }),
    ...(typeof inferenceTime === 'string' && { time: inferenceTime }),
  };
}

/** A body in base64 was so since its content type had not been declared, not since it is no text. */
function rowsOf({ data, encoding, observedContentType }: Readonly<Record<string, unknown>>): Decoded<unknown[]> {
  if (typeof data !== 'string') return { why: 'not there' };
  const type = typeof observedContentType === 'string' ? observedContentType : '';
  if (encoding === 'CSV') return decodeCsv(data);
  if (encoding === 'JSON') return jsonRows(data, type);
  if (encoding !== 'BASE64') return { why: 'of an encoding that is none of CSV, JSON and BASE64' };
  const text = decodeBase64(data);
  if (text.why !== undefined) return text;
  if (/\bcsv\b/i.test(type)) return decodeCsv(text.value);
  if (/json/i.test(type)) return jsonRows(text.value, type);
  return { why: `${type || 'of no content type'}, which is not read` };
}

function jsonRows(text: string, type: string): Decoded<unknown[]> {
  if (/jsonl(ines)?\b/i.test(type)) return decodeJsonLines(text);
  const decoded = decodeJson(text);
  return decoded.why === undefined ? { value: [decoded.value] } : decoded;
}
