/** What weir.yml redacts and records do not have: mostly a name that is written otherwise, and then nothing is redacted. */
import type { RecordingConfig } from '../../config/config.ts';
import { stringify } from '../../document/stringify.ts';
import { plural } from '../../format/numbers.ts';
import { envelopeFor } from '../../recordings/envelopes/registry.ts';
import type { RecordingFile } from '../../recordings/reader.ts';
import { compileRedaction, redactedPlaces } from '../../recordings/redact/redaction.ts';
import { firstRecords } from '../sample.ts';

/**
 * A warning for each. The first records are read as they lie there, and forgotten.
 * @param files the recording's own; where their raw records hold halves of records, nobody can tell yet
 */
export async function vainRedactions(
  config: RecordingConfig,
  files: readonly RecordingFile[],
  most: number,
): Promise<string[]> {
  const places = redactedPlaces(config);
  const isHalf = ({ envelope }: RecordingFile): boolean => envelopeFor(envelope)?.open?.holds === 'halves';
  if (places.length === 0 || config.avro || files.some(isHalf)) return [];
  const records = await firstRecords(
    files.map(({ redaction: _redaction, ...file }) => file),
    most,
  );
  if (records.length === 0) return [];
  return places
    .filter(({ at }) => {
      const redact = compileRedaction({ places: [{ at, as: 'drop' }] });
      return !records.some((record) => stringify(redact(record) ?? null) !== stringify(record));
    })
    .map(
      ({ at }) => `redact: ${at} is in none of the first ${plural(records.length, 'record')}, so it takes nothing out`,
    );
}
