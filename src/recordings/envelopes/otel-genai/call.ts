/**
 * What was asked of a model and what it answered, from the attributes of a call. Names of attributes become members:
 * gen_ai.request.temperature is `temperature` of the input. Content is opt-in, and often missing.
 */
import type { NativeRecord } from '../envelope.ts';
import { type Decoded, decodeJson } from '../payload.ts';
import type { Attributes } from './attributes.ts';

const INPUT = [
  ['messages', 'gen_ai.input.messages'],
  ['system', 'gen_ai.system_instructions'],
  ['tools', 'gen_ai.tool.definitions'],
] as const;
const OUTPUT = [['messages', 'gen_ai.output.messages']] as const;

type Call = Pick<NativeRecord, 'input' | 'output'>;

export function callOf(attributes: Attributes): Decoded<Call> {
  const asked = contentOf(attributes, INPUT, 'gen_ai.prompt');
  if (asked.why !== undefined) return asked;
  const answered = contentOf(attributes, OUTPUT, 'gen_ai.completion');
  if (answered.why !== undefined) return answered;
  if (asked.value.messages === undefined) return { why: 'a call without gen_ai.input.messages: content is opt-in' };
  const input: Members = {};
  const output: Members = {};
  const used: Members = {};
  for (const [name, value] of attributes) {
    if (name.startsWith(REQUEST)) add(input, name.slice(REQUEST.length), value);
    else if (name.startsWith(RESPONSE)) add(output, name.slice(RESPONSE.length), value);
    else if (name.startsWith(USAGE)) add(used, name.slice(USAGE.length), value);
  }
  Object.assign(input, asked.value);
  if (answered.value.messages === undefined) return { value: { input } };
  return { value: { input, output: Object.assign(output, used, answered.value) } };
}

const [REQUEST, RESPONSE, USAGE] = ['gen_ai.request.', 'gen_ai.response.', 'gen_ai.usage.'];

/** Attributes become members, by the rest of their names. */
function add(members: Members, name: string, value: unknown): void {
  if (name !== '__proto__') members[name] = value;
}

/** Values or, as attributes of spans could long hold nothing else, their JSON. */
function contentOf(
  attributes: Attributes,
  names: readonly (readonly ['messages' | 'system' | 'tools', string])[],
  older: string,
): Decoded<Content> {
  const found: Content = {};
  for (const [member, name] of names) {
    const value = attributes.get(name);
    if (value === undefined) continue;
    const decoded = typeof value === 'string' ? decodeJson(value) : { value };
    if (decoded.why !== undefined) return { why: `${name} is ${decoded.why}` };
    found[member] = decoded.value;
  }
  found.messages ??= numbered(attributes, `${older}.`);
  if (found.messages === undefined) delete found.messages;
  return { value: found };
}

interface Content {
  messages?: unknown;
  system?: unknown;
  tools?: unknown;
}

type Members = Record<string, unknown>;

/** As older emitters write messages: gen_ai.prompt.0.role, gen_ai.prompt.0.content. */
function numbered(attributes: Attributes, prefix: string): Members[] | undefined {
  const messages: Record<string, unknown>[] = [];
  for (const [name, value] of attributes) {
    const [, index, member] = name.startsWith(prefix)
      ? (/^(\d{1,4})\.(.+)$/.exec(name.slice(prefix.length)) ?? [])
      : [];
    if (index === undefined || member === undefined) continue;
    const message = messages[Number(index)] ?? {};
    messages[Number(index)] = message;
    message[member] = value;
  }
  return messages.length === 0 ? undefined : messages.filter(Boolean);
}
