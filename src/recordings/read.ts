/** How one file of a recording is cut and read: as its format does, with what envelopes hold and what folders name. */
import { withEnvelope } from './envelopes/open-records.ts';
import { envelopeFor } from './envelopes/registry.ts';
import { transcriptReader } from './envelopes/transcript.ts';
import { formatFor } from './formats/registry.ts';
import { withPartitions } from './partitions.ts';
import type { Reader, RecordingFile } from './reader.ts';

/** Where records are what the format gives, and no folder names anything, that is the format's own reader. */
export function readerOf({ format, envelope, sources, partitions }: RecordingFile): Reader {
  const { reader } = formatFor(format);
  if (sources) return transcriptReader(reader);
  const open = envelopeFor(envelope)?.open;
  const opened = open ? withEnvelope(reader, open) : reader;
  return partitions ? withPartitions(opened) : opened;
}
