/** Every envelope there is, one line a plug. Nothing else knows which there are. */
import type { Envelope } from './envelope.ts';
import { kserve } from './kserve/index.ts';
import { native } from './native/index.ts';
import { sagemaker } from './sagemaker/index.ts';

export const envelopes: readonly Envelope[] = [native, kserve, sagemaker];

/** The envelope that weir.yml names as `format`; undefined for a format alone, or none. */
export function envelopeFor(id: string | undefined): Envelope | undefined {
  return id === undefined ? undefined : envelopes.find((envelope) => envelope.id === id);
}
