/**
 * Calls of generative models as OpenTelemetry's conventions record them: spans, their events, and log records, in the
 * JSON that collectors write (OTLP/JSON), many of them a line. Whatever else is traced is none of a recording's records.
 * https://opentelemetry.io/docs/specs/semconv/gen-ai/
 * https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding
 */
import { createEpochFormatter } from '../../epoch-time.ts';
import type { Envelope, NativeRecord, Opened } from '../envelope.ts';
import { isObject } from '../payload.ts';
import { unusable } from '../unusable.ts';
import { type Attributes, attributesIn, listIn } from './attributes.ts';
import { callOf } from './call.ts';

export const otelGenai: Envelope = {
  id: 'otel-genai',
  about: 'spans and events of OpenTelemetry’s conventions for generative models, in OTLP/JSON.',
  container: { otherwise: 'jsonl' },
  parts: { input: '/input', output: '/output', id: '/id', time: '/time' },
  options: {},
  open: { holds: 'many', members: ['resourceSpans', 'resourceLogs'], open },
  recognise: (records) =>
    records.length > 0 &&
    records.every((record) => isObject(record) && ('resourceSpans' in record || 'resourceLogs' in record)),
};

function open(raw: unknown): Opened | Opened[] {
  if (!isObject(raw)) return unusable('no OTLP/JSON');
  const { resourceSpans, resourceLogs } = raw;
  if (!Array.isArray(resourceSpans) && !Array.isArray(resourceLogs)) {
    return unusable('neither resourceSpans nor resourceLogs');
  }
  const calls: Opened[] = [];
  for (const { scopeSpans } of listIn(resourceSpans)) {
    for (const { spans } of listIn(scopeSpans)) {
      for (const span of listIn(spans)) {
        const call = openSpan(span);
        if (call) calls.push(call);
      }
    }
  }
  for (const { scopeLogs } of listIn(resourceLogs)) {
    for (const { logRecords } of listIn(scopeLogs)) {
      for (const log of listIn(logRecords)) {
        const call = openLog(log);
        if (call) calls.push(call);
      }
    }
  }
  return calls;
}

type Member = Readonly<Record<string, unknown>>;

/** Operations in which a model answers; tools, agents and embeddings are others. */
const INFERENCE: ReadonlySet<unknown> = new Set(['chat', 'generate_content', 'text_completion']);
const DETAILS = 'gen_ai.client.inference.operation.details';

function openSpan(span: Member): Opened | undefined {
  const own = attributesIn(span.attributes);
  if (!INFERENCE.has(own.get('gen_ai.operation.name'))) return undefined;
  // Content may stand in the span's events instead.
  for (const { attributes } of listIn(span.events)) {
    for (const [name, value] of attributesIn(attributes)) own.set(name, value);
  }
  return openCall(own, span, span.startTimeUnixNano);
}

function openLog(log: Member): Opened | undefined {
  const attributes = attributesIn(log.attributes);
  const name = log.eventName ?? attributes.get('event.name');
  return name === DETAILS ? openCall(attributes, log, log.timeUnixNano) : undefined;
}

function openCall(attributes: Attributes, { traceId, spanId }: Member, nanoseconds: unknown): Opened {
  const call = callOf(attributes);
  if (call.why !== undefined) return unusable(call.why);
  const record: { -readonly [part in keyof NativeRecord]: NativeRecord[part] } = call.value;
  if (typeof spanId === 'string' && spanId !== '') record.id = traceId ? `${traceId}/${spanId}` : spanId;
  const time = timeOf(nanoseconds);
  if (time !== undefined) record.time = time;
  return { is: 'record', record };
}

/** Nanoseconds since 1970, which JSON writes as text; a recording's times are of milliseconds. */
function timeOf(nanoseconds: unknown): string | undefined {
  const milliseconds = Math.floor(Number(nanoseconds ?? Number.NaN) / 1e6);
  // What is smaller or larger the formatter takes for another unit.
  if (milliseconds >= 1e11 && milliseconds < 1e14) return format(milliseconds);
  return milliseconds > 0 && milliseconds < 8.64e15 ? new Date(milliseconds).toISOString() : undefined;
}

const format = createEpochFormatter();
