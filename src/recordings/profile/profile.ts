/** What a recording holds: how many records of which days, with which fields, and what of it is no record. */
import type { RecordingConfig } from '../../config/config.ts';
import { type MalformedPlace, type Placed, placed } from '../placed.ts';
import { readerOf } from '../read.ts';
import type { RecordingFile } from '../reader.ts';
import { compileRecord, type RecordedRequest } from '../record.ts';
import { instantOf } from '../window/instant.ts';
import { type Field, Fields } from './fields.ts';

export interface Profile {
  /** Records that can be replayed. */
  readonly records: number;
  readonly malformed: number;
  /** The first few. */
  readonly malformedPlaces: readonly Placed[];
  /** Not every record was read. */
  readonly stopped: boolean;
  /** Records that have a time; oldest and newest of these, ISO 8601. */
  readonly timed: number;
  readonly from?: string;
  readonly to?: string;
  /** By day in UTC, the days in their order. */
  readonly days: readonly { readonly day: string; readonly records: number }[];
  /** How many requests the records stand for: Σ weight. */
  readonly requests: number;
  readonly answered: number;
  readonly labelled: number;
  readonly fields: readonly Field[];
  readonly moreFields: boolean;
}

const MOST_PLACES = 3;

/**
 * @param each is shown every record that can be replayed
 * @param most records that are read at most
 * @throws RecordingError where a file can't be read
 */
export async function profileOf(
  files: readonly RecordingFile[],
  config: RecordingConfig,
  each: (request: RecordedRequest) => void = () => {},
  most = Number.POSITIVE_INFINITY,
): Promise<Profile> {
  const sum = new Summing(config, each);
  const places: MalformedPlace[] = [];
  let malformed = 0;
  let read = 0;
  const note = (place: MalformedPlace): void => {
    malformed += 1;
    if (places.length < MOST_PLACES) places.push(place);
  };
  for await (const { file, position, raw, broken } of rawRecords(files)) {
    if (read === most) return { ...sum.finish(), ...(await bad()), stopped: true };
    read += 1;
    if (broken) note({ file, ...broken });
    else {
      const message = sum.add(raw);
      if (message !== undefined) note({ file, position, message });
    }
  }
  return { ...sum.finish(), ...(await bad()), stopped: false };

  async function bad(): Promise<Pick<Profile, 'malformed' | 'malformedPlaces'>> {
    return { malformed, malformedPlaces: await placed(places, files) };
  }
}

interface Raw {
  readonly file: number;
  readonly position: number;
  readonly raw?: unknown;
  readonly broken?: Omit<MalformedPlace, 'file'>;
}

async function* rawRecords(files: readonly RecordingFile[]): AsyncGenerator<Raw> {
  for (const file of files) {
    const reader = readerOf(file);
    for (const shard of await reader.shards(file, 1)) {
      for await (const batch of reader.read(shard, () => true)) {
        for (const [at, raw] of batch.records.entries()) {
          yield { file: file.index, position: batch.positions[at] ?? 0, raw };
        }
        for (const broken of batch.malformed) yield { file: file.index, position: broken.position, broken };
      }
    }
  }
}

class Summing {
  readonly #toRequest: ReturnType<typeof compileRecord>;
  readonly #each: (request: RecordedRequest) => void;
  readonly #isJoined: boolean;
  readonly #fields = new Fields();
  readonly #days = new Map<string, number>();
  #oldest: Moment | undefined;
  #newest: Moment | undefined;
  #timed = 0;
  #requests = 0;
  #answered = 0;
  #labelled = 0;

  constructor(config: RecordingConfig, each: (request: RecordedRequest) => void) {
    this.#toRequest = compileRecord(config);
    this.#each = each;
    this.#isJoined = config.labels !== undefined;
  }

  /** What is wrong with the record, if it is none. */
  add(raw: unknown): string | undefined {
    const { request, malformed } = this.#toRequest(raw);
    if (!request) return malformed;
    // Where outcomes were joined, the record is a member of what is read.
    this.#fields.add(this.#isJoined ? Reflect.get(Object(raw), 'record') : raw);
    this.#requests += request.weight;
    if (request.output !== undefined) this.#answered += 1;
    if (request.label !== undefined) this.#labelled += 1;
    if (request.time !== undefined) this.#at(request.time);
    this.#each(request);
    return undefined;
  }

  finish(): Omit<Profile, 'malformed' | 'malformedPlaces' | 'stopped'> {
    const days = [...this.#days].map(([day, records]) => ({ day, records }));
    return {
      records: this.#fields.records,
      timed: this.#timed,
      ...(this.#oldest && { from: this.#oldest.text }),
      ...(this.#newest && { to: this.#newest.text }),
      days: days.toSorted((a, b) => (a.day < b.day ? -1 : 1)),
      requests: this.#requests,
      answered: this.#answered,
      labelled: this.#labelled,
      fields: this.#fields.list(),
      moreFields: this.#fields.more,
    };
  }

  #at(text: string): void {
    const instant = instantOf(text);
    const day = new Date(instant).toISOString().slice(0, 10);
    this.#days.set(day, (this.#days.get(day) ?? 0) + 1);
    this.#timed += 1;
    if (!this.#oldest || instant < this.#oldest.instant) this.#oldest = { instant, text };
    if (!this.#newest || instant > this.#newest.instant) this.#newest = { instant, text };
  }
}

interface Moment {
  readonly instant: number;
  readonly text: string;
}
