/** Which steps read what weir.yml redacts: production had it when it answered, and a replay has not. */
import type { AcrossRecords } from '../artifacts/engine.ts';
import type { RecordingConfig } from '../config/config.ts';
import { overlap } from '../document/overlap.ts';
import { pointerTokens } from '../document/pointer.ts';
import { type RedactedPlace, redactedPlaces } from '../recordings/redact/redaction.ts';
import type { Plan } from './plan.ts';
import type { RunnableStep } from './runnable-step.ts';

/** Pointers into the input that are redacted and that some step is known to read. */
export function redactedReads(recording: RecordingConfig, steps: readonly RunnableStep[]): string[] {
  return redactedInputs(recording).filter((pointer) => steps.some((step) => readsThere(step, pointerTokens(pointer))));
}

/** Of what a schema asks of all records: why its keys are not in them, where they are not. Equal values have equal hashes. */
export function hiddenIn({ recording, related = [] }: Plan): (ask: AcrossRecords) => string | undefined {
  return ({ reads, from, offers = [] }) => {
    const dropped = reads.find((name) => membersAs('drop', recording).includes(name));
    if (dropped !== undefined) return `weir.yml redacts /${dropped}`;
    const other = related.find(({ name }) => name === from);
    if (!other) return undefined;
    const gone = offers.find((name) => membersAs('drop', other).includes(name));
    if (gone !== undefined) return `weir.yml redacts /${gone} of recording ${other.name}`;
    const [own, others] = [hashed(reads, recording), hashed(offers, other)];
    if (own.length === others.length) return undefined;
    const [name = '', side = ''] = own.length > 0 ? [own[0], recording.name] : [others[0], other.name];
    return `weir.yml hashes /${name} of recording ${side} alone`;
  };
}

function hashed(names: readonly string[], recording: RecordingConfig): string[] {
  const members = membersAs('hash', recording);
  return names.filter((name) => members.includes(name));
}

/** Members of the input that are redacted as a whole in this way. */
function membersAs(way: RedactedPlace['as'], recording: RecordingConfig): string[] {
  const inputs = redactedInputs(recording, ({ as }) => as === way).map(pointerTokens);
  return inputs.flatMap((tokens) => (tokens.length === 1 ? tokens : []));
}

/** Pointers into the input. */
function redactedInputs({ input, redact }: RecordingConfig, wanted = (_: RedactedPlace) => true): string[] {
  const places = redactedPlaces({ redact })
    .filter(wanted)
    .map(({ at }) => at);
  return places.filter((at) => at.startsWith(`${input}/`)).map((at) => at.slice(input.length));
}

/**
 * Not of steps that may read anything, and of schemas: what they make of the rest is as good an answer as there is, and
 * reports say so.
 */
function readsThere({ versions, write, readsRecord }: RunnableStep, tokens: readonly string[]): boolean {
  if (readsRecord || !write) return false;
  return versions.some(({ stage }) => stage.reads?.some((read) => overlap(read, tokens)));
}
