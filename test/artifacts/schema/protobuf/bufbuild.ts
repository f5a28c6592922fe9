/** Another implementation, by buf and @bufbuild/protobuf: descriptors by the real compiler, messages by another library. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createFileRegistry,
  type DescMessage,
  fromBinary,
  fromJson,
  type JsonValue,
  type Registry,
  toBinary,
  toJson,
} from '@bufbuild/protobuf';
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import { BUF } from './buf.ts';

export interface Codec {
  /** Throws what it does not take. */
  encode(json: unknown): Uint8Array;
  /** As JSON. Throws what it does not take. */
  decode(payload: Uint8Array): unknown;
  accepts(json: unknown): boolean;
}

export function codecFor(proto: string, message: string): Codec {
  const registry = registryOf(proto);
  const type = registry.getMessage(message) as DescMessage;
  const encode = (json: unknown) => toBinary(type, fromJson(type, json as JsonValue, { registry }));
  return {
    encode,
    decode: (payload) => toJson(type, fromBinary(type, payload), { registry }),
    accepts(json) {
      try {
        encode(json);
        return true;
      } catch {
        return false;
      }
    },
  };
}

function registryOf(proto: string): Registry {
  const folder = mkdtempSync(join(tmpdir(), 'weir-buf-'));
  try {
    writeFileSync(join(folder, 'a.proto'), proto);
    const args = [BUF, 'build', '.', '-o', '-#format=binpb'];
    const { stdout, stderr, status } = spawnSync(process.execPath, args, { cwd: folder, env: { HOME: folder } });
    if (status !== 0) throw new Error(String(stderr));
    return createFileRegistry(fromBinary(FileDescriptorSetSchema, stdout));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
