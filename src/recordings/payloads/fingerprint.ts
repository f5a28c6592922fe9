/**
 * What tells an Avro schema from others in messages that carry no id: CRC-64-AVRO of its canonical form.
 * https://avro.apache.org/docs/1.12.0/specification/#schema-fingerprints
 */

const EMPTY = 0xc15d213aa4d7a795n;

const TABLE = Array.from({ length: 256 }, (_, byte) => {
  let fingerprint = BigInt(byte);
  for (let bit = 0; bit < 8; bit += 1) fingerprint = (fingerprint >> 1n) ^ (fingerprint & 1n ? EMPTY : 0n);
  return fingerprint;
});

/** Of the canonical form; an unsigned number of 64 bits. */
export function fingerprintOf(canonical: string): bigint {
  let fingerprint = EMPTY;
  for (const byte of Buffer.from(canonical)) {
    fingerprint = (fingerprint >> 8n) ^ (TABLE[Number((fingerprint ^ BigInt(byte)) & 0xffn)] ?? 0n);
  }
  return fingerprint;
}
