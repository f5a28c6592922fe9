/** A reader whose records lack what weir.yml redacts. */
import type { Reader } from '../reader.ts';
import { compileRedaction, type Redaction } from './redaction.ts';

export function withRedaction(reader: Reader, redaction: Redaction): Reader {
  const redact = compileRedaction(redaction);
  return {
    shards: reader.shards,
    async *read(shard, want, options) {
      for await (const batch of reader.read(shard, want, options)) {
        yield { ...batch, records: batch.records.map(redact) };
      }
    },
  };
}
