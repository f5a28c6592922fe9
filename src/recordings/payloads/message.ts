/**
 * One recorded message as its producer sent it: how it says which schema it was written with, and what it holds.
 * https://docs.confluent.io/platform/current/schema-registry/fundamentals/serdes-develop/index.html#wire-format
 * https://avro.apache.org/docs/1.12.0/specification/#single-object-encoding
 */
import type { Decoded } from '../envelopes/payload.ts';
import type { Writer, Writers } from './writers.ts';

/** As JSON; of what is none, why, without the content. */
export function decodeMessage(text: unknown, writers: Writers): Decoded {
  if (text === undefined) return { why: 'not there' };
  if (typeof text !== 'string' || !/^[A-Za-z0-9+/_-]*={0,2}$/.test(text)) return { why: 'no Base64' };
  // Node reads both alphabets of Base64.
  const bytes = Buffer.from(text, 'base64');
  const framed = frameOf(bytes, writers);
  return 'why' in framed ? framed : contentOf(bytes, framed);
}

interface Framed {
  readonly writer: Writer;
  /** Where the message itself begins. */
  readonly at: number;
  /** Which schema that is, in words. */
  readonly by: string;
}

function frameOf(bytes: Buffer, { byId, byFingerprint }: Writers): Framed | { readonly why: string } {
  if (bytes.length >= 10 && bytes[0] === 0xc3 && bytes[1] === 0x01) {
    const fingerprint = bytes.readBigUInt64LE(2);
    const by = `the schema with the fingerprint ${fingerprint.toString(16).padStart(16, '0')}`;
    const writer = byFingerprint.get(fingerprint);
    return writer ? { writer, at: 10, by } : { why: `written with ${by}, which is not among those of the recording` };
  }
  if (bytes[0] !== 0)
    return { why: 'neither in the wire format of a schema registry nor in the single-object encoding' };
  if (bytes.length < 5) return { why: 'cut short' };
  const id = bytes.readUInt32BE(1);
  const writer = byId.get(id);
  const by = `schema ${id}`;
  return writer ? { writer, at: 5, by } : { why: `written with ${by}, which is not among those of the recording` };
}

function contentOf(bytes: Buffer, { writer: { walk, decoder }, at, by }: Framed): Decoded {
  try {
    const end = walk(bytes, at);
    if (end !== bytes.length) return { why: `longer than a message of ${by}` };
    return { value: decoder.toRecord(decoder.decode(bytes, at).value) };
  } catch {
    return { why: `cut short, or no message of ${by}` };
  }
}
