/**
 * How one file of a recording is cut and read: as its format does, with what envelopes hold and what folders name, and
 * without what weir.yml redacts.
 */
import { withEnvelope } from './envelopes/open-records.ts';
import { envelopeFor } from './envelopes/registry.ts';
import { transcriptReader } from './envelopes/transcript.ts';
import { formatFor } from './formats/registry.ts';
import { withPartitions } from './partitions.ts';
import type { Reader, RecordingFile } from './reader.ts';
import { withRedaction } from './redact/with-redaction.ts';

/** Where records are what the format gives and none of that is asked for, it is the format's own reader. */
export function readerOf({ format, envelope, sources, partitions, redaction }: RecordingFile): Reader {
  const { reader } = formatFor(format);
  if (sources) return transcriptReader(reader);
  const open = envelopeFor(envelope)?.open;
  const opened = open ? withEnvelope(reader, open) : reader;
  const whole = partitions ? withPartitions(opened) : opened;
  return redaction ? withRedaction(whole, redaction) : whole;
}
