/** Results of @bufbuild/cel as JSON, as Protobuf writes them in JSON. https://protobuf.dev/programming-guides/json/ */
import { isCelList, isCelMap, isCelUint } from '@bufbuild/cel';
import { toJson as messageToJson } from '@bufbuild/protobuf';
import { isReflectMessage } from '@bufbuild/protobuf/reflect';

export function toJson(value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (isCelUint(value)) return toJson(value.value);
  if (isCelList(value)) return Array.from(value, toJson);
  if (isCelMap(value)) {
    return Object.fromEntries(Array.from(value, ([key, member]) => [String(toJson(key)), toJson(member)]));
  }
  return isReflectMessage(value) ? messageToJson(value.desc, value.message) : null;
}
