/**
 * A CloudEvent's attributes and body, in whatever way a sink has written it down: structured, as one JSON object; binary,
 * as the headers and the body of the HTTP request that brought it; or as a record of KServe's blob storage.
 * https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md
 */
import { isObject } from '../payload.ts';

export interface LoggedEvent {
  /** By their names in lower case, without `ce-`. */
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly contentType: unknown;
  /** A value, or text of it. */
  readonly body: unknown;
  /** The body in base64, where that is how it was written. */
  readonly packed: unknown;
}

export function eventOf(raw: Readonly<Record<string, unknown>>): LoggedEvent {
  if (isObject(raw.headers)) return binary(raw.headers, raw);
  for (const name in raw) if (isHeader(name)) return binary(raw, raw);
  return {
    attributes: raw,
    contentType: raw.contentType ?? raw.datacontenttype,
    body: raw.data,
    packed: raw.bytes ?? raw.data_base64,
  };
}

/** `ce-id`, also as `CE_ID`. */
function isHeader(name: string): boolean {
  const separator = name.charCodeAt(2);
  return (separator === DASH || separator === UNDERSCORE) && name.slice(0, 2).toLowerCase() === 'ce';
}

const [DASH, UNDERSCORE] = [0x2d, 0x5f];

function binary(
  headers: Readonly<Record<string, unknown>>,
  { body, data, body_base64, data_base64 }: Readonly<Record<string, unknown>>,
): LoggedEvent {
  const attributes: Record<string, unknown> = {};
  let contentType: unknown;
  for (const [name, values] of Object.entries(headers)) {
    // A header may stand more than once, so some write a list.
    const value = Array.isArray(values) ? values[0] : values;
    if (isHeader(name)) attributes[name.slice(3).toLowerCase()] = value;
    else if (/^content[-_]type$/i.test(name)) contentType = value;
  }
  return { attributes, contentType, body: body ?? data, packed: body_base64 ?? data_base64 };
}
