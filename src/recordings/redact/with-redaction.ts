/** A reader whose records lack what weir.yml redacts. */
import type { Reader } from '../reader.ts';
import { compileRedaction, type Redaction } from './redaction.ts';

export function withRedaction(reader: Reader, redaction: Redaction): Reader {
  const redact = compileRedaction(redaction);
  return {
    shards: reader.shards,
    async *read(shard, accepts, options) {
      for await (const batch of reader.read(shard, accepts, options)) {
        yield { ...batch, records: batch.records.map(redact) };
      }
    },
  };
}
