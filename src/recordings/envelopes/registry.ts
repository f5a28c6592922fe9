/** Every envelope there is, one line a plug. Nothing else knows which there are. */
import { databricks } from './databricks/index.ts';
import type { Envelope } from './envelope.ts';
import { har } from './har/index.ts';
import { kserve } from './kserve/index.ts';
import { native } from './native/index.ts';
import { opa } from './opa/index.ts';
import { opaEvents } from './opa-events/index.ts';
import { openai } from './openai/index.ts';
import { otelGenai } from './otel-genai/index.ts';
import { sagemaker } from './sagemaker/index.ts';

export const envelopes: readonly Envelope[] = [
  native,
  opa,
  opaEvents,
  kserve,
  sagemaker,
  databricks,
  openai,
  otelGenai,
  har,
];

/** The envelope that weir.yml names as `format`; undefined for a format alone, or none. */
export function envelopeFor(id: string | undefined): Envelope | undefined {
  return id === undefined ? undefined : envelopes.find((envelope) => envelope.id === id);
}
