/** Values as the JSON that a policy is given: `false` and `0` alone the library takes for no input, and it knows no bigint. */

/** Whole numbers keep all their digits, as the nanoseconds of `time.now_ns` need. */
export function toBuffer(value: unknown): ArrayBuffer {
  const text = JSON.stringify(value ?? null, (_, part) =>
    typeof part === 'bigint' ? JSON.rawJSON(String(part)) : part,
  );
  return new Uint8Array(new TextEncoder().encode(text)).buffer;
}
