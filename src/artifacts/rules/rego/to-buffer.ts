/** Values as the JSON that a policy is given: `false` and `0` alone the library takes for no input, and it knows no bigint. */
import { stringify } from '../../../document/stringify.ts';

/** Whole numbers keep all their digits, as the nanoseconds of `time.now_ns` need. */
export function toBuffer(value: unknown): ArrayBuffer {
  const bytes = encoder.encode(stringify(value ?? null));
  // It has its memory to itself, so nothing is copied.
  return bytes.byteLength === bytes.buffer.byteLength ? bytes.buffer : bytes.slice().buffer;
}

const encoder = new TextEncoder();
