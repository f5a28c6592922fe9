/** An event of a decision log of Open Policy Agent, as far as all who read such logs agree. */
import type { NativeRecord, Opened } from '../envelope.ts';
import { isObject } from '../payload.ts';
import { unusable } from '../unusable.ts';

export const INPUT = '/input';

export interface Decision {
  readonly event: Readonly<Record<string, unknown>>;
  readonly record: NativeRecord;
  /** Pointers into the event to what a mask took out, or put something else in its place. */
  readonly gone: readonly string[];
}

/** What the event holds, or that it holds no record. */
export function openDecision(raw: unknown): Decision | Opened {
  if (!isObject(raw)) return unusable('no decision');
  const { decision_id: id, input, result, timestamp: time, erased, masked } = raw;
  if (typeof id !== 'string' || id === '') return unusable('no decision: it has no decision_id');
  const gone = [...pointersIn(erased), ...pointersIn(masked)];
  if (gone.some((pointer) => pointer === INPUT)) return unusable('the whole input was masked');
  if (input === undefined) return unusable('a decision without input');
  // An answer of which a part is gone is not what production answered.
  const isWhole = result !== undefined && !gone.some((pointer) => /^\/result(\/|$)/.test(pointer));
  const record = { input, ...(isWhole && { output: result }), id, ...(timeIn(time) && { time }) };
  return { event: raw, record, gone };
}

function pointersIn(list: unknown): string[] {
  return Array.isArray(list) ? list.filter((pointer) => typeof pointer === 'string') : [];
}

function timeIn(time: unknown): boolean {
  return time !== undefined && time !== null;
}
