/** The package that reads Protobuf, required where it is first needed: most never meet a .proto file. */
import { createRequire } from 'node:module';
import { requirePeer } from '../../../peer.ts';

const require = createRequire(import.meta.url);

export type Protobuf = typeof import('protobufjs');
type ProtoJson = typeof import('protobufjs/ext/protojson.js');

/** Throws a PeerError that names the command. */
export function protobuf(file?: string): Protobuf {
  return requirePeer('a schema in Protobuf needs', ['protobufjs'], () => require('protobufjs') as Protobuf, file);
}

/** Messages as JSON. Throws as `protobuf`. */
export function protoJson(file?: string): ProtoJson {
  const load = () => require('protobufjs/ext/protojson.js') as ProtoJson;
  return requirePeer('messages in Protobuf need', ['protobufjs'], load, file);
}
