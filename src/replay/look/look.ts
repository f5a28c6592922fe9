/**
 * Looks at files of a recording in a locked-in process, since they may be a stranger's: which records can be used, and what
 * they have at some places.
 */
import { createHash } from 'node:crypto';
import { compileRead, toPointer } from '../../document/pointer.ts';
import { nearest } from '../../nearest.ts';
import { describeFiles } from '../../recordings/describe.ts';
import type { Opened } from '../../recordings/envelopes/envelope.ts';
import { isOpenedAtRead } from '../../recordings/envelopes/open-files.ts';
import { envelopeFor } from '../../recordings/envelopes/registry.ts';
import { formatFor } from '../../recordings/formats/registry.ts';
import { placed } from '../../recordings/placed.ts';
import { readerOf } from '../../recordings/read.ts';
import type { Batch, Malformed, RecordingFile, Shard } from '../../recordings/reader.ts';
import { compileRecord, type RecordedRequest, type RecordNormalizer } from '../../recordings/record.ts';
import { sizeOf } from '../../recordings/size.ts';
import type { Look, LookedFile, Looking } from './looking.ts';
import { type SeenPlace, seePlaces, typeOf } from './places.ts';

/** Told before a file is read, with its size in bytes: reading it must not take for ever. */
export type Reading = (name: string, size: number) => void;

/** Throws a RecordingError where a file cannot be read at all. */
export async function lookAt(looking: Looking, reading: Reading): Promise<Look> {
  const { recording, configPath } = looking;
  const sizes = await Promise.all(looking.files.map(sizeOf));
  reading(
    looking.files[0]?.name ?? '',
    sizes.reduce((sum, size) => sum + size, 0),
  );
  const described = await describeFiles(looking.files, recording, configPath);
  const files: LookedFile[] = [];
  const all: Shard[] = [];
  const ids = new Set<string>();
  for (const [index, file] of described.entries()) {
    reading(file.name, sizes[index] ?? 0);
    const shards = await openerOf(file).shards(file, 1);
    files.push(await lookAtFile(file, shards, looking, ids));
    all.push(...shards);
  }
  return { kind: 'looked', files, shards: all, ids: [...ids] };
}

async function lookAtFile(
  file: RecordingFile,
  shards: readonly Shard[],
  looking: Looking,
  ids: Set<string>,
): Promise<LookedFile> {
  const seen = new SeenFile(looking, ids);
  let isWhole = true;
  for (const shard of shards) {
    for await (const batch of openerOf(file).read(shard, () => true)) {
      isWhole = seen.add(batch);
      if (!isWhole) break;
    }
    if (!isWhole) break;
  }
  const { firstMalformed, first } = seen;
  // Where lines are not numbered one by one, the first names the columns.
  const otherwise = formatFor(file.format).numbered ? undefined : 1;
  const lineOf = async (one: Malformed) => (await placed([{ ...one, file: file.index }], [file]))[0]?.line ?? otherwise;
  const [brokenLine, line] = [
    firstMalformed && (await lineOf(firstMalformed)),
    first === undefined ? undefined : await lineOf({ position: first, message: '' }),
  ];
  return {
    name: file.name,
    isWhole,
    ...seen.counts(),
    ...(firstMalformed && {
      firstMalformed: { ...(brokenLine !== undefined && { line: brokenLine }), message: firstMalformed.message },
    }),
    ...(line !== undefined && { line }),
  };
}

/** Reads halves of records one by one: nothing joins them here. */
function openerOf(file: RecordingFile) {
  if (isOpenedAtRead([file])) return readerOf(file);
  const { reader } = formatFor(file.format);
  const open = envelopeFor(file.envelope)?.open?.open;
  return {
    shards: reader.shards,
    async *read(shard: Shard, accepts: () => boolean): AsyncGenerator<Batch> {
      for await (const batch of reader.read(shard, accepts)) yield open ? halvesOf(batch, open) : batch;
    },
  };
}

function halvesOf(batch: Batch, open: (raw: unknown) => Opened | readonly Opened[]): Batch {
  const records: unknown[] = [];
  const positions: number[] = [];
  const malformed = [...batch.malformed];
  for (const [index, raw] of batch.records.entries()) {
    const position = batch.positions[index] ?? 0;
    const opened = open(raw);
    for (const one of 'is' in opened ? [opened] : opened) {
      if ('why' in one) malformed.push({ position, message: one.why });
      else {
        records.push(one.record);
        positions.push(position);
      }
    }
  }
  return { ...batch, records, positions, malformed };
}

class SeenFile {
  readonly #most: number;
  readonly #toRequest: RecordNormalizer;
  readonly #input: (record: unknown) => unknown;
  readonly #places: readonly SeenPlace[];
  readonly #names = new Map<string, number>();
  readonly #paths: ReadonlySet<string>;
  #records = 0;
  #malformed = 0;
  #from: string | undefined;
  #to: string | undefined;
  firstMalformed: Malformed | undefined;
  first: number | undefined;
  readonly #isHalf: (record: unknown) => boolean;

  /** Undefined where nobody asks for them. */
  readonly #ids: Set<string> | undefined;
  readonly #isLabelled: boolean;

  constructor({ recording, places, most, files, ids: areAsked }: Looking, ids: Set<string>) {
    this.#most = most;
    this.#ids = areAsked && ids;
    this.#isLabelled = recording.label !== undefined;
    this.#toRequest = compileRecord(recording);
    this.#input = compileRead(recording.input);
    this.#places = places.map(seePlaces);
    this.#paths = new Set(places.map((path) => toPointer(path)));
    const areHalves = !isOpenedAtRead(files);
    // The answer's half has no input, and is none the worse for it.
    this.#isHalf = (record) => areHalves && this.#input(record) === undefined;
  }

  /** False once enough was seen. */
  add({ records, positions, malformed }: Batch): boolean {
    for (const one of malformed) this.#refuse(one);
    for (const [index, record] of records.entries()) {
      if (this.#records >= this.#most) return false;
      this.#see(record, positions[index] ?? 0);
    }
    return this.#records < this.#most;
  }

  counts(): Pick<LookedFile, 'records' | 'malformed' | 'places' | 'names' | 'from' | 'to'> {
    return {
      records: this.#records,
      malformed: this.#malformed,
      places: this.#places.map(({ found, types, beside }) => {
        const near = found === 0 ? nearest(beside.name, this.#free(beside)) : undefined;
        return { found, types: [...types].sort(), ...(near !== undefined && { nearest: near }) };
      }),
      names: [...this.#names],
      ...(this.#from !== undefined && { from: this.#from }),
      ...(this.#to !== undefined && { to: this.#to }),
    };
  }

  /** Names there of which nobody asks. */
  #free({ above, names }: SeenPlace['beside']): string[] {
    return names.filter((name) => !this.#paths.has(toPointer([...above, name])));
  }

  #see(record: unknown, position: number): void {
    if (!this.#isHalf(record)) {
      const { request, malformed } = this.#toRequest(record);
      if (malformed !== undefined) {
        this.#refuse({ position, message: malformed });
        return;
      }
      this.#addTime(request.time);
      this.#addId(request);
    }
    this.#records += 1;
    this.first ??= position;
    for (const place of this.#places) place.see(record);
    const input = this.#input(record);
    if (typeOf(input) !== 'a map') return;
    for (const [name, value] of Object.entries(input as object)) {
      if (value === null || (this.#names.size >= MOST_NAMES && !this.#names.has(name))) continue;
      this.#names.set(name, (this.#names.get(name) ?? 0) + 1);
    }
  }

  #refuse(one: Malformed): void {
    this.#records += 1;
    this.#malformed += 1;
    this.firstMalformed ??= one;
  }

  #addId({ id, label }: RecordedRequest): void {
    if (id === undefined || (this.#isLabelled && label === undefined)) return;
    this.#ids?.add(createHash('sha256').update(id).digest('base64url').slice(0, 16));
  }

  #addTime(time: string | undefined): void {
    if (time === undefined) return;
    if (this.#from === undefined || time < this.#from) this.#from = time;
    if (this.#to === undefined || time > this.#to) this.#to = time;
  }
}

const MOST_NAMES = 200;
