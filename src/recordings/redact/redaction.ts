/**
 * Takes out of a record what weir.yml redacts. It is the first that happens to a record once it is one, so that nothing
 * which is made of records (a replay, a page, a file in the cache) can hold what was taken out.
 */
import type { RecordingConfig } from '../../config/config.ts';
import { pointerTokens } from '../../document/pointer.ts';
import { stringify } from '../../document/stringify.ts';

/** Plain data, so that it can be sent to the process that reads. */
export interface Redaction {
  readonly places: readonly RedactedPlace[];
  /** What `hash` is keyed with; undefined where nothing is hashed. */
  readonly key?: string;
}

export interface RedactedPlace {
  /** A pointer, in which `*` stands for every item of a list or member of a map. */
  readonly at: string;
  readonly as: 'drop' | 'hash';
}

export function redactedPlaces({ redact }: Pick<RecordingConfig, 'redact'>): RedactedPlace[] {
  return (redact ?? []).map((one) =>
    typeof one === 'string' ? { at: one, as: 'drop' } : { at: one.at, as: one.as ?? 'drop' },
  );
}

/** Never changes the record that it gets, and shares with it what stays as it was. */
export type Redact = (record: unknown) => unknown;

export function compileRedaction({ places, key }: Redaction): Redact {
  const steps = places.map(({ at, as }) => ({ tokens: pointerTokens(at), replace: replaceBy(as, key) }));
  return (record) => steps.reduce((value, { tokens, replace }) => redactAt(value, tokens, 0, replace), record);
}

/** What stands for a value; undefined for nothing. */
type Replace = (value: unknown) => string | undefined;

function replaceBy(as: RedactedPlace['as'], key: string | undefined): Replace {
  if (as === 'drop') return () => undefined;
  if (key === undefined) throw new Error('a hash without a key');
  return (value) => hashOf(value, key);
}

/** Half of an HMAC-SHA-256 (RFC 2104; section 5 allows that) of the value's JSON, in hexadecimal. */
export function hashOf(value: unknown, key: string): string {
  // Replay processes start faster without it.
  const { createHmac } = process.getBuiltinModule('node:crypto');
  return createHmac('sha256', key).update(stringify(value)).digest('hex').slice(0, 32);
}

function redactAt(value: unknown, tokens: readonly string[], depth: number, replace: Replace): unknown {
  const token = tokens[depth];
  // A null says no more than that nothing is there.
  if (token === undefined) return value === null ? null : replace(value);
  if (typeof value !== 'object' || value === null) return value;
  // The other items stay where they are.
  const inner = (item: unknown): unknown => redactAt(item, tokens, depth + 1, replace);
  if (Array.isArray(value)) return value.map((item, at) => (matches(token, String(at)) ? (inner(item) ?? null) : item));
  const names = Object.keys(value);
  if (!names.some((name) => matches(token, name))) return value;
  const entries = Object.entries(value).map(([name, own]): [string, unknown] => [
    name,
    matches(token, name) ? inner(own) : own,
  ]);
  return Object.fromEntries(entries.filter(([, own]) => own !== undefined));
}

function matches(token: string, name: string): boolean {
  return token === '*' || token === name;
}
