/** Values as the JSON that a policy is given: `false` and `0` alone the library takes for no input, and it knows no bigint. */
import { stringify } from '../../../document/stringify.ts';

/** Whole numbers keep all their digits, as the nanoseconds of `time.now_ns` need. */
export function toBuffer(value: unknown): ArrayBuffer {
  return new Uint8Array(encoder.encode(stringify(value ?? null))).buffer;
}

const encoder = new TextEncoder();
