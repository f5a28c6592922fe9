/** What is redacted of a recording, and with which key: weir.yml says the one, the environment the other. */
import { createHash } from 'node:crypto';
import type { RecordingConfig } from '../../config/config.ts';
import type { RecordingError } from '../../errors.ts';
import type { Fail } from '../formats/format.ts';
import { type Redaction, redactedPlaces } from './redaction.ts';

/** Fewer characters could be guessed, and with them what was hashed. */
export const LEAST_KEY = 16;

/** Undefined for nothing. Throws a RecordingError, by `fail`, where something is hashed and there is no good key. */
export function redactionOf(config: RecordingConfig, fail: Fail): Redaction | undefined {
  const places = redactedPlaces(config);
  if (places.length === 0) return undefined;
  return places.some(({ as }) => as === 'hash') ? { places, key: hashKey(fail) } : { places };
}

/** The key, from the environment. */
export function hashKey(fail: (problem: { message: string; expected: string }) => RecordingError): string {
  const key = process.env.WEIR_REDACT_KEY ?? '';
  if (key.length >= LEAST_KEY) return key;
  const message = key === '' ? 'there is no key to hash with' : `the key to hash with has ${key.length} characters`;
  throw fail({ message, expected: `WEIR_REDACT_KEY in the environment, of ${LEAST_KEY} characters or more` });
}

/** Tells what one redaction makes from what another does, without the key. */
export function redactionId({ places, key }: Redaction): unknown {
  return [places, key === undefined ? undefined : createHash('sha256').update(`weir redaction ${key}`).digest('hex')];
}
