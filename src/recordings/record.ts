/** Turns a raw record into what a replay needs of it, by the pointers that weir.yml gives for the recording. */
import type { RecordingConfig } from '../config/config.ts';
import { compileRead, pointerPattern, type Read } from '../document/pointer.ts';
import { createEpochFormatter, type EpochFormatter } from './epoch-time.ts';
import { createTimeCheck, type TimeCheck } from './iso-time.ts';
import { rawPointers } from './labels/raw-pointers.ts';

export interface RecordedRequest {
  readonly input: unknown;
  /** What production answered; undefined where the recording does not say. */
  readonly output?: unknown;
  /** What turned out to be right; undefined where it is not known. */
  readonly label?: unknown;
  readonly id?: string;
  /** ISO 8601. */
  readonly time?: string;
  /** How many requests the record stands for; > 0. */
  readonly weight: number;
  readonly value?: number;
  /** Pointers to what of the input was erased, or changed, before it was recorded; undefined where nothing was. */
  readonly lacks?: readonly string[];
}

/** `malformed` says in words what is wrong, without the record's content. */
export type NormalizedRecord =
  | { readonly request: RecordedRequest; readonly malformed?: undefined }
  | { readonly request?: undefined; readonly malformed: string };

export type RecordNormalizer = (raw: unknown) => NormalizedRecord;

/**
 * Compiled once a recording, called once a record. A missing or null id, time, weight (1), value or label counts as
 * not given, since columns have a null where JSON leaves a member out; a null output is an answer like any other. A
 * time may also be a number: seconds, milliseconds, microseconds or nanoseconds since 1970, told apart by size; all but the first
 * also as text.
 */
export function compileRecord(recording: RecordingConfig): RecordNormalizer {
  const config = rawPointers(recording);
  const input = compileRead(config.input);
  const output = optional(config.output);
  const label = optional(config.label);
  const id = optional(config.id);
  const time = optional(config.time);
  const weight = optional(config.weight);
  const value = optional(config.value);
  const lacks = optional(config.lacks);
  const isTime = createTimeCheck();
  const fromEpoch = createEpochFormatter();
  return (raw) => {
    const request: { -readonly [Key in keyof RecordedRequest]: RecordedRequest[Key] } = {
      input: input(raw),
      weight: 1,
    };
    if (request.input === undefined) return { malformed: `no input at ${config.input}` };
    if (output) request.output = output(raw);
    if (label) request.label = label(raw) ?? undefined;
    if (id) {
      const found = id(raw) ?? undefined;
      request.id = toId(found);
      if (found !== undefined && request.id === undefined)
        return { malformed: `the id at ${config.id} is no text or number` };
    }
    if (time) {
      const found = time(raw) ?? undefined;
      request.time = toIsoTime(found, isTime, fromEpoch);
      if (found !== undefined && request.time === undefined)
        return { malformed: `the time at ${config.time} is no ISO 8601 time` };
    }
    if (weight) {
      const found = toNumber(weight(raw) ?? 1);
      if (!isFiniteNumber(found) || found <= 0)
        return { malformed: `the weight at ${config.weight} is no number above 0` };
      if (found < 1 / LARGEST || found > LARGEST)
        return { malformed: `the weight at ${config.weight} is too large or too small to add up` };
      request.weight = found;
    }
    if (value) {
      const found = toNumber(value(raw) ?? undefined);
      if (found !== undefined && !isFiniteNumber(found))
        return { malformed: `the value at ${config.value} is no finite number` };
      if (found !== undefined && Math.abs(found) > LARGEST)
        return { malformed: `the value at ${config.value} is too large to add up` };
      request.value = found;
    }
    if (lacks) {
      const found = lacks(raw) ?? undefined;
      if (found !== undefined && !isPointers(found))
        return { malformed: `what the input lacks, at ${config.lacks}, is no list of pointers` };
      if (found !== undefined && found.length > 0) request.lacks = found;
    }
    return { request };
  };
}

/** Sums of weights, of their squares and of their products with values stay far from what a double holds. */
const LARGEST = 1e100;

function optional(pointer: string | undefined): Read | undefined {
  return pointer === undefined ? undefined : compileRead(pointer);
}

function isPointers(found: unknown): found is string[] {
  return Array.isArray(found) && found.every((one) => typeof one === 'string' && pointerPattern.test(one));
}

function isFiniteNumber(found: unknown): found is number {
  return Number.isFinite(found);
}

function toId(found: unknown): string | undefined {
  return typeof found === 'string' || typeof found === 'number' || typeof found === 'bigint'
    ? String(found)
    : undefined;
}

/** Sums are doubles, so integers of more digits are too. */
function toNumber(found: unknown): unknown {
  return typeof found === 'bigint' ? Number(found) : found;
}

/** Milliseconds, microseconds or nanoseconds in their usual length, as JSON of Protobuf writes 64 bits: no day is written so. */
const epochText = /^(?:\d{13}|\d{16}|\d{19})$/;
/** The rest is below milliseconds, and a double would not hold all of it. */
const MILLISECOND_DIGITS = 13;

function toIsoTime(found: unknown, isTime: TimeCheck, fromEpoch: EpochFormatter): string | undefined {
  if (typeof found === 'string') {
    if (isTime(found)) return withT(found);
    return epochText.test(found) ? fromEpoch(Number(found.slice(0, MILLISECOND_DIGITS))) : undefined;
  }
  const number = toNumber(found);
  return isFiniteNumber(number) ? fromEpoch(number) : undefined;
}

/** Most times have the T already, and copies of them would add up. */
export function withT(time: string): string {
  return time.charCodeAt(10) === 0x20 ? `${time.slice(0, 10)}T${time.slice(11)}` : time;
}
