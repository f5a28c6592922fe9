/** Between JSON and the values of CEL. */
import { Duration, UnsignedInt } from '@marcbachmann/cel-js/evaluator';

/** JSON for CEL: whole numbers as `int`, at any depth. */
export function withInts(value: unknown): unknown {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : value;
  if (Array.isArray(value)) return value.map(withInts);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withInts(member)]));
}

/**
 * A result as JSON, timestamps, durations and bytes as Protobuf writes them in JSON
 * (https://protobuf.dev/programming-guides/json/). Whole numbers that no double holds stay bigints.
 */
export function toJson(value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.some(isForeign) ? value.map(toJson) : value;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (value instanceof UnsignedInt) return toJson(value.valueOf());
  if (value instanceof Duration) return `${seconds(value)}s`;
  const entries: [unknown, unknown][] = value instanceof Map ? [...value] : Object.entries(value);
  if (!(value instanceof Map) && !entries.some(([, member]) => isForeign(member))) return value;
  return Object.fromEntries(entries.map(([key, member]) => [String(key), toJson(member)]));
}

/** It may be, or hold, something else than JSON. */
function isForeign(value: unknown): boolean {
  return typeof value === 'bigint' || (typeof value === 'object' && value !== null);
}

function seconds(duration: Duration): number {
  return Number(duration.seconds) + duration.nanos / 1e9;
}
