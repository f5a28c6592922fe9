/**
 * Builtins that answer otherwise at each call: in a replay, what the decision log recorded of them (`nd_builtin_cache`,
 * https://www.openpolicyagent.org/docs/management-decision-logs).
 */
import { equal } from '../../../document/equal.ts';
import { toBuffer } from './to-buffer.ts';

const NAMES = ['time.now_ns', 'http.send', 'rand.intn', 'uuid.rfc4122', 'opa.runtime', 'net.lookup_ip_addr'] as const;

/** A policy asked for what the recording does not hold. */
export class Unrecorded extends Error {
  constructor(builtin: string) {
    super(`the policy calls ${builtin}, and the recording holds no answer of it`);
  }
}

/** @param cache what was recorded beside the document that is evaluated */
export function builtinsFrom(cache: () => unknown): Record<string, (...args: unknown[]) => unknown> {
  return Object.fromEntries(NAMES.map((name) => [name, (...args) => recorded(cache(), name, args)]));
}

/** By builtin, then by its arguments as JSON. */
function recorded(cache: unknown, name: string, args: readonly unknown[]): unknown {
  for (const [key, answer] of Object.entries(members(members(cache)[name]))) {
    if (equal(parse(key), args)) return toBuffer(answer);
  }
  throw new Unrecorded(name);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function members(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
