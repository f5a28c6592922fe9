/** What a locked-in process is asked of a recording's files that nobody has looked at yet, and what it answers. Plain data. */
import type { RecordingConfig } from '../../config/config.ts';
import type { RecordingFile, Shard } from '../../recordings/reader.ts';

export interface Looking {
  /** As they lie there; nothing was found out about them. */
  readonly files: readonly RecordingFile[];
  /** Without outcomes that are joined, and without what is redacted. */
  readonly recording: RecordingConfig;
  /** Where weir.yml stands, for messages. */
  readonly configPath: string;
  /** Names down to places of a record, outermost first. */
  readonly places: readonly (readonly string[])[];
  /** Records of each file. */
  readonly most: number;
  /** Whether it is to be told which requests the records are of. */
  readonly ids?: true;
}

/** What was seen. */
export interface Look {
  readonly kind: 'looked';
  readonly files: readonly LookedFile[];
  /** Of all files, one each, to run some of their records. */
  readonly shards: readonly Shard[];
  /** Where asked for: hashes of the ids that records have, those without a label left out where weir.yml names one; each once. */
  readonly ids: readonly string[];
}

export interface LookedFile {
  readonly name: string;
  /** Records that were read, broken ones among them; of more than `most` the first. */
  readonly records: number;
  readonly isWhole: boolean;
  readonly malformed: number;
  readonly firstMalformed?: LookedRecord;
  /** Line of the first record that is none of these. */
  readonly line?: number;
  /** Of the records that are none of these, in the order of the question. */
  readonly places: readonly LookedPlace[];
  /** Members that their input has, and how many of them have each; the first ones. */
  readonly names: readonly (readonly [name: string, records: number])[];
  /** First and last time, ISO 8601. */
  readonly from?: string;
  readonly to?: string;
}

export interface LookedRecord {
  readonly line?: number;
  /** What is wrong, without the record's content. */
  readonly message: string;
}

export interface LookedPlace {
  /** Records that have something there, and no null. */
  readonly found: number;
  /** What that is, as sentences call it. */
  readonly types: readonly string[];
  /** Where nothing is: what stands beside it by a name like that, in the first record. */
  readonly nearest?: string;
}
