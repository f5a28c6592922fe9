/** Reads a recording, in whatever form it is, into native records (`schemas/record.schema.json`), and counts what is none. */
import type { RecordingConfig } from '../config/config.ts';
import { stringify } from '../document/stringify.ts';
import { type MalformedPlace, type Placed, placed } from './placed.ts';
import { readerOf } from './read.ts';
import type { RecordingFile } from './reader.ts';
import { compileRecord, type RecordedRequest } from './record.ts';

export interface Imported {
  readonly records: number;
  /** Most frequent first. */
  readonly unusable: readonly Unusable[];
}

export interface Unusable {
  readonly why: string;
  readonly records: number;
  /** The first few. */
  readonly places: readonly Placed[];
}

const MOST_PLACES = 3;
/** Reasons are few; messages that quote a schema or a header could make them many. */
const MOST_REASONS = 100;

/** @param write gets lines of JSON, each with its newline, in the order of the recording */
export async function importRecords(
  files: readonly RecordingFile[],
  config: RecordingConfig,
  write: (lines: string) => Promise<void>,
): Promise<Imported> {
  const toRequest = compileRecord(config);
  const unusable = new Map<string, { records: number; places: MalformedPlace[] }>();
  let records = 0;
  for (const file of files) {
    const reader = readerOf(file);
    for (const shard of await reader.shards(file, 1)) {
      for await (const batch of reader.read(shard, () => true)) {
        for (const malformed of batch.malformed) note({ file: file.index, ...malformed });
        const lines: string[] = [];
        for (const [index, record] of batch.records.entries()) {
          const { request, malformed } = toRequest(record);
          if (request) lines.push(`${stringify(nativeRecord(request))}\n`);
          else note({ file: file.index, position: batch.positions[index] ?? 0, message: malformed });
        }
        records += lines.length;
        if (lines.length > 0) await write(lines.join(''));
      }
    }
  }
  const reasons = [...unusable].toSorted(([, a], [, b]) => b.records - a.records);
  return {
    records,
    unusable: await Promise.all(
      reasons.map(async ([why, found]) => ({
        why,
        records: found.records,
        places: await placed(found.places, files),
      })),
    ),
  };

  function note(place: MalformedPlace): void {
    // Where in a line it is broken is part of the place.
    const said = place.message.replace(/ at column \d+$/, '');
    const why = unusable.has(said) || unusable.size < MOST_REASONS ? said : 'other reasons';
    const found = unusable.get(why) ?? { records: 0, places: [] };
    unusable.set(why, found);
    found.records += 1;
    if (found.places.length < MOST_PLACES) found.places.push(place);
  }
}

/** The weight is left out where it is 1. */
function nativeRecord({ input, output, label, id, time, weight, value, lacks }: RecordedRequest): object {
  return { input, output, label, id, time, ...(weight !== 1 && { weight }), value, lacks };
}
