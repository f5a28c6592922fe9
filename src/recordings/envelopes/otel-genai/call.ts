/**
 * What was asked of a model and what it answered, from the attributes of a call. Names of attributes become members:
 * gen_ai.request.temperature is `temperature` of the input. Content is opt-in, and often missing.
 */
import type { NativeRecord } from '../envelope.ts';
import { type Decoded, decodeJson } from '../payload.ts';
import type { Attributes } from './attributes.ts';

const INPUT = {
  messages: 'gen_ai.input.messages',
  system: 'gen_ai.system_instructions',
  tools: 'gen_ai.tool.definitions',
};
const OUTPUT = { messages: 'gen_ai.output.messages' };

type Call = Pick<NativeRecord, 'input' | 'output'>;

export function callOf(attributes: Attributes): Decoded<Call> {
  const asked = contentOf(attributes, INPUT, 'gen_ai.prompt');
  if (asked.why !== undefined) return asked;
  const answered = contentOf(attributes, OUTPUT, 'gen_ai.completion');
  if (answered.why !== undefined) return answered;
  if (asked.value.messages === undefined) return { why: 'a call without gen_ai.input.messages: content is opt-in' };
  const input = { ...under(attributes, 'gen_ai.request.'), ...asked.value };
  if (answered.value.messages === undefined) return { value: { input } };
  return {
    value: {
      input,
      output: { ...under(attributes, 'gen_ai.response.'), ...under(attributes, 'gen_ai.usage.'), ...answered.value },
    },
  };
}

/** Values or, as attributes of spans could long hold nothing else, their JSON. */
function contentOf(attributes: Attributes, names: Readonly<Record<string, string>>, older: string): Decoded<Members> {
  const content: [string, unknown][] = [];
  for (const [member, name] of Object.entries(names)) {
    const value = attributes[name];
    if (value === undefined) continue;
    const decoded = typeof value === 'string' ? decodeJson(value) : { value };
    if (decoded.why !== undefined) return { why: `${name} is ${decoded.why}` };
    content.push([member, decoded.value]);
  }
  const found: Members = Object.fromEntries(content);
  const messages = found.messages ?? numbered(attributes, `${older}.`);
  return { value: messages === undefined ? found : { ...found, messages } };
}

type Members = Readonly<Record<string, unknown>>;

/** As older emitters write messages: gen_ai.prompt.0.role, gen_ai.prompt.0.content. */
function numbered(attributes: Attributes, prefix: string): Members[] | undefined {
  const messages: Record<string, unknown>[] = [];
  for (const [name, value] of Object.entries(attributes)) {
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

/** Attributes below a name, by the rest of theirs. */
function under(attributes: Attributes, prefix: string): Members {
  const found: Record<string, unknown> = {};
  for (const name in attributes) {
    if (!name.startsWith(prefix)) continue;
    const rest = name.slice(prefix.length);
    if (rest !== '__proto__') found[rest] = attributes[name];
  }
  return found;
}
