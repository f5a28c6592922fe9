/**
 * How one file of a recording is cut and read: as its format does, with what envelopes hold and what folders name, and
 * without what weir.yml redacts.
 */
import { RecordingError } from '../errors.ts';
import { countedReader } from './counted/reader.ts';
import { withEnvelope } from './envelopes/open-records.ts';
import { envelopeFor } from './envelopes/registry.ts';
import { transcriptReader } from './envelopes/transcript.ts';
import { formatFor } from './formats/registry.ts';
import { withPartitions } from './partitions.ts';
import type { Reader, RecordingFile } from './reader.ts';
import { withRedaction } from './redact/with-redaction.ts';

/** Where records are what the format gives and none of that is asked for, it is the format's own reader. */
export function readerOf({
  name,
  format,
  envelope,
  sources,
  partitions,
  redaction,
  counted,
  count,
}: RecordingFile): Reader {
  if (count) throw uncounted(name);
  const { reader } = formatFor(format);
  if (counted) return countedReader(reader);
  if (sources) return transcriptReader(reader);
  const open = envelopeFor(envelope)?.open;
  const opened = open ? withEnvelope(reader, open) : reader;
  const whole = partitions ? withPartitions(opened) : opened;
  return redaction ? withRedaction(whole, redaction) : whole;
}

/** Where nothing has asked the warehouse, there is no record to read. */
export function uncounted(name: string): RecordingError {
  const expected = 'weir check, weir limits, weir monitor, weir traffic or weir validate; or an export of the table';
  return new RecordingError([{ file: name, message: 'tables are not read by this command yet', expected }]);
}
