/** Which steps read what weir.yml redacts: production had it when it answered, and a replay has not. */
import type { RecordingConfig } from '../config/config.ts';
import { overlap } from '../document/overlap.ts';
import { pointerTokens } from '../document/pointer.ts';
import { type RedactedPlace, redactedPlaces } from '../recordings/redact/redaction.ts';
import type { RunnableStep } from './runnable-step.ts';

/** Pointers into the input that are redacted and that some step is known to read. */
export function redactedReads(recording: RecordingConfig, steps: readonly RunnableStep[]): string[] {
  return redactedInputs(recording).filter((pointer) => steps.some((step) => readsThere(step, pointerTokens(pointer))));
}

/** Members of the input that are taken out as a whole; of those that are hashed, equal ones stay equal. */
export function droppedMembers(recording: RecordingConfig): string[] {
  const inputs = redactedInputs(recording, ({ as }) => as === 'drop').map(pointerTokens);
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
