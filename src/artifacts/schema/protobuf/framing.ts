/** What stands before a message in binary where it travels: the header of Confluent's serializers, or of gRPC. */
import type { Outcome } from '../../engine.ts';
import { fullName, type Opened } from './open.ts';

export const FRAMINGS = ['none', 'confluent', 'grpc'] as const;

export type Unframed = Uint8Array | Exclude<Outcome, { readonly outcome: 'ok' }>;

/**
 * @param message full name of the message that the step is about
 * @param writer the schema under which the traffic was recorded: messages are told by where they stand in its file
 */
export function compileUnframing(framing: unknown, message: string, writer: Opened): (payload: Uint8Array) => Unframed {
  switch (framing) {
    case 'confluent': {
      const names = namesByIndexes(writer);
      return (payload) => unframeConfluent(payload, message, names);
    }
    case 'grpc':
      return unframeGrpc;
    default:
      return (payload) => payload;
  }
}

/**
 * A zero, the schema's id in four bytes, and the indexes that lead to the message in its file: how many, then each, as
 * zigzag varints; a single zero for the first message.
 * https://docs.confluent.io/platform/current/schema-registry/fundamentals/serdes-develop/index.html#wire-format
 */
function unframeConfluent(payload: Uint8Array, message: string, names: ReadonlyMap<string, string>): Unframed {
  if (payload.length < 6 || payload[0] !== 0) return rejected('has no header of Confluent’s serializers');
  const read = { at: 5 };
  const count = varint(payload, read);
  if (count === undefined || count < 0 || count > MOST_INDEXES)
    return rejected('has no header of Confluent’s serializers');
  const indexes: number[] = count === 0 ? [0] : [];
  for (let left = count; left > 0; left--) {
    const index = varint(payload, read);
    if (index === undefined) return rejected('is cut short');
    indexes.push(index);
  }
  const name = names.get(indexes.join(' '));
  if (name === renamedLike(name, message)) return payload.subarray(read.at);
  return rejected(
    name === undefined
      ? 'is of a message that the schema’s file does not have'
      : `is of message ${name}, not ${message}`,
  );
}

/** As deep as messages are declared within each other. */
const MOST_INDEXES = 32;

/** A message of a package that is another at head goes by its name within it. */
function renamedLike(name: string | undefined, message: string): string | undefined {
  const short = (one: string) => one.slice(one.lastIndexOf('.') + 1);
  return name !== undefined && short(name) === short(message) ? name : message;
}

function varint(bytes: Uint8Array, read: { at: number }): number | undefined {
  let value = 0;
  for (let shift = 0; shift < 32; shift += 7) {
    const byte = bytes[read.at++];
    if (byte === undefined) return undefined;
    value |= (byte & 127) << shift;
    if (byte < 128) return (value >>> 1) ^ -(value & 1);
  }
  return undefined;
}

/** Whether it is compressed, and its length in four bytes: https://grpc.github.io/grpc/core/md_doc__p_r_o_t_o_c_o_l-_h_t_t_p2.html */
function unframeGrpc(payload: Uint8Array): Unframed {
  if (payload.length < 5) return rejected('is cut short');
  if (payload[0] !== 0) return { outcome: 'unreplayable', reason: 'is compressed' };
  const length = Buffer.from(payload).readUInt32BE(1);
  return payload.length === length + 5 ? payload.subarray(5) : rejected('is cut short, or holds several messages');
}

function rejected(reason: string): Unframed {
  return { outcome: 'rejected', reason };
}

/** By their places in the file, and in the messages around them: `0`, `1 0`. */
function namesByIndexes({ scans, objects }: Opened): ReadonlyMap<string, string> {
  const [own] = scans.values();
  const declared = new Set([...objects].map((object) => fullName(object)));
  const counts = new Map<string, number>();
  const indexes = new Map<string, string>();
  for (const { kind, name, scope } of own?.declared ?? []) {
    if (kind !== 'message' || !declared.has(name)) continue;
    const index = counts.get(scope) ?? 0;
    counts.set(scope, index + 1);
    const outer = indexes.get(scope);
    indexes.set(name, outer === undefined ? `${index}` : `${outer} ${index}`);
  }
  return new Map([...indexes].map(([name, way]) => [way, name]));
}
