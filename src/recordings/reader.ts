/**
 * How recorded traffic is cut into shards and read. A shard is a part of one file that one replay process reads by
 * itself; the positions of its records are the same however the file is cut, so a seeded sample is too.
 */
import type { Compression } from './compression.ts';
import type { Redaction } from './redact/redaction.ts';
import type { Span } from './screen/counts.ts';
import type { Wanted } from './screen/wanted.ts';
import type { VerbatimPlace } from './verbatim.ts';

/** One file of a recording, lying on local disk. */
export interface RecordingFile {
  /** Where to read it. */
  readonly path: string;
  /** What to call it in messages: its path in the repository or its URL. */
  readonly name: string;
  /** Its place among the recording's files, sorted by name: part of every record's identity. */
  readonly index: number;
  /** Id of its format. */
  readonly format: string;
  readonly compression: Compression;
  /** Bytes of the whole, where it may still be on its way. */
  readonly size?: number;
  /** Tells one content from another, where the storage can say it: a git blob id, or size and time. */
  readonly identity?: string;
  /** Names its content beyond doubt, where its storage keeps versions apart. */
  readonly version?: string;
  /** What its format found out about it together with the recording's other files; plain data, and the format's own business. */
  readonly form?: unknown;
  /** Id of the envelope that its records are in, where these are not what the format gives. */
  readonly envelope?: string;
  /** Where in a file that is one JSON object the list of its raw records is: members, outermost first. */
  readonly within?: readonly string[];
  /** The recording's own files that it was made of, where it is none of these. A shard does not carry them along. */
  readonly sources?: readonly RecordingFile[];
  /** What was found when it was made of its sources. */
  readonly made?: Made;
  /** Members that every record gets from the folders, where weir.yml asks for it and the record has none of its own. */
  readonly partitions?: Readonly<Record<string, unknown>>;
  /** What is taken out of each record as it is read. */
  readonly redaction?: Redaction;
  /** Records of this file stand for several that are alike; see `counted/lines.ts`. */
  readonly counted?: Counted;
  /**
   * Lays down the rows of a table, counted by what is read of them. Where it is there, there is nothing to read before. Only in
   * the process that may ask the warehouse. Throws a RecordingError.
   */
  readonly count?: (question: CountQuestion) => Promise<RecordingFile>;
}

/** What a file of counted records holds. */
export interface Counted {
  readonly records: number;
  readonly distinct: number;
  /** It is a sample of so many records. */
  readonly sampled?: { readonly of: number };
  /** What the warehouse read for it, and what that costs by its list of prices, in USD. */
  readonly paid?: { readonly bytes: number; readonly price: number };
}

export interface CountQuestion {
  /** Places of a record that are needed, and how. Undefined: all. */
  readonly wanted: readonly Wanted[] | undefined;
  /** In which weeks of records are told apart; undefined where they are not. */
  readonly zone: string | undefined;
  /** By which a sample is drawn. */
  readonly seed: number;
  readonly signal?: AbortSignal;
}

/** What became of the raw records that a file of native records was made of. */
export interface Made {
  /** Raw records that were read, broken ones among them. */
  readonly raw: number;
  /** Records that were put together of two halves. */
  readonly joined: number;
  readonly labels?: LabelCounts;
}

/** What became of a table of outcomes, and of the records that it is joined to. */
export interface LabelCounts {
  /** Records that have an outcome, and those that have none. */
  readonly matched: number;
  readonly unmatched: number;
  /** Rows of requests that a newer row, or a later one, speaks of as well. */
  readonly duplicates: number;
  /** Rows of requests that no record is of. */
  readonly strangers: number;
  /** Rows without an id or an outcome, or that are broken. */
  readonly unusable: number;
  /** What is wrong with the first row that is broken, with its file. */
  readonly broken?: string;
}

/** Plain data, so that it can be sent to another process. */
export interface Shard {
  readonly file: RecordingFile;
  /** Bytes (jsonl), rows (parquet, row groups whole): records that start at `start <= position < end`. */
  readonly start: number;
  readonly end: number;
  /** Files that can't be entered in the middle are read by all, each keeping the records with `ordinal % of === index`. */
  readonly stripe: Stripe;
  /** What the reader found out when it cut the file and need not find out again for each shard; its own business. */
  readonly hint?: string;
  /** All that is read of its records, each kind once; then the file is not needed. See `kept/table.ts`. */
  readonly kinds?: readonly ShardKinds[];
}

export interface ShardKinds {
  readonly bytes: Uint8Array;
  /** That they stand for. */
  readonly records: number;
}

export interface Stripe {
  readonly index: number;
  readonly of: number;
}

/** Records of a shard in the order of the file. */
export interface Batch {
  /** Parsed records that were wanted. */
  readonly records: unknown[];
  /** Position of each: byte offset in the (decompressed) file, or row number. */
  readonly positions: number[];
  /** Records passed over because `accepts` said no. */
  readonly skipped: number;
  /** Of each record, how many it stands for; undefined: one each. */
  readonly counts?: readonly Count[];
  /** Records that were wanted and that the screen counted. */
  readonly known?: number;
  readonly malformed: readonly Malformed[];
}

/** A record that stands for others like it. */
export interface Count {
  readonly times: number;
  /** When they were, at first and at last, in one week; undefined where the record's own time says it. */
  readonly from?: string;
  readonly to?: string;
  /** The same, where they are told apart no further: several spans, and how many were in each week. */
  readonly spans?: readonly Span[];
  readonly weeks?: readonly (readonly [week: number, times: number])[];
  /** Positions of the first five, the record's own among them; undefined where one is as good. */
  readonly first?: readonly number[];
}

export interface Malformed {
  readonly position: number;
  /** How many it stands for; one, where it is not said. */
  readonly times?: number;
  /** Line in the file, from 1, where the reader knows it. */
  readonly line?: number;
  /** Where it stood in one of the `sources` of the file that is read. */
  readonly origin?: { readonly source: number; readonly position: number };
  /** What is wrong, without the record's content. */
  readonly message: string;
}

/** Decides by position whether a record is wanted; what is not wanted is never parsed. */
export type RecordFilter = (position: number) => boolean;

/** What a reader that has a record's bytes asks before it parses them. */
export interface Screen {
  /** False once it is not worth the while. */
  readonly isOn: boolean;
  /**
   * Counts the records of lines that it knows, from the one that begins at `from` to the first that it does not, or that does not
   * begin before `until`. Where it stopped; it may do so anywhere, but goes on by a line or `isStopped`. The bytes are UTF-8,
   * each line with its newline; `start` is their position.
   */
  pass(bytes: Uint8Array, from: number, until: number, start: number): number;
  /** How many it counted. */
  readonly counted: number;
  /** Of the line where it stopped: it is to be parsed. */
  readonly isStopped: boolean;
  /** Of that: the record without what nobody reads. Undefined: all of it is to be parsed. */
  readonly left?: string;
}

export interface ReadOptions {
  /** Members of a record that are needed; a reader of columns reads no others. Undefined: all. */
  readonly columns?: readonly string[];
  /** Places of a record that are needed, and how; what is nowhere below one of them may be left out. Undefined: all. */
  readonly wanted?: readonly Wanted[];
  /** Objects that may stay the text that they are: a reader may have a `Verbatim` stand there. */
  readonly verbatim?: readonly VerbatimPlace[];
  /** Called by a reader that is about to hold the thread until the disk answers. */
  readonly waiting?: () => void;
  /**
   * Waits until no other process reads, before a reader takes much memory. Throws where another one does, which leaves no room for
   * this: then nothing may have been given yet.
   */
  readonly alone?: () => Promise<void>;
  /**
   * Hears how many bytes of the file, as it lies there, the shard has used up so far; before each batch that they hold. Only
   * readers that do not know beforehand how many records there are tell.
   */
  readonly consumed?: (bytes: number) => void;
  /** Records that it knows need not be parsed. A reader may do without it. */
  readonly screen?: Screen;
  /** Whoever reads minds `counts`. */
  readonly counts?: boolean;
  /** Every record is wanted, wherever it stands; where records are told apart by week, too, in which zone. */
  readonly everything?: { readonly zone: string | undefined };
}

export interface Reader {
  /** Cuts a file into at most about `count` shards that together hold every record once. Throws RecordingError. */
  shards(file: RecordingFile, count: number): Promise<Shard[]>;
  /** Reads one shard in batches of at most some thousand records. Throws RecordingError where the rest can't be read. */
  read(shard: Shard, accepts: RecordFilter, options?: ReadOptions): AsyncIterable<Batch> | Iterable<Batch>;
}
