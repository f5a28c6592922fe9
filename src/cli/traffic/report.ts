/** What `weir traffic` says, as data: what `--json` prints and the page is drawn from. */
import type { PipelineConfig, RecordingConfig } from '../../config/config.ts';
import { recordsToCertify } from '../../impact/records-to-certify.ts';
import { ownFiles } from '../../recordings/own-files.ts';
import type { Profile } from '../../recordings/profile/profile.ts';
import { sensitiveWarning } from '../../recordings/profile/warn.ts';
import type { RecordingFile } from '../../recordings/reader.ts';
import { type Age, ageAt } from '../../recordings/window/age.ts';
import type { RecordedOutput } from './outputs.ts';
import { shareOf } from './share-of.ts';

export interface TrafficReport extends Omit<Profile, 'fields'> {
  /** Its name in weir.yml, or what was asked for. */
  readonly recording: string;
  readonly files: number;
  readonly bytes: number;
  /** Some rows of a table were read, and nobody knows how many there are. */
  readonly table?: true;
  /** At the time of the question. */
  readonly age?: Age;
  readonly outputs: readonly RecordedOutput[];
  readonly limits: readonly NeededRecords[];
  readonly fields: Profile['fields'];
  readonly warnings: readonly string[];
}

export interface NeededRecords {
  readonly pipeline: string;
  /** As weir.yml has it: `tier.changed`, `1%`. */
  readonly limit: string;
  readonly text: string;
  /** Records without a change that exclude the limit. */
  readonly needed: number;
}

export interface Traffic {
  readonly recording: RecordingConfig;
  readonly files: readonly RecordingFile[];
  readonly bytes: number;
  readonly profile: Profile;
  readonly pipelines: readonly PipelineConfig[];
  readonly outputs: readonly RecordedOutput[];
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly confidence?: number;
}

export function trafficReport({
  recording,
  files,
  bytes,
  profile,
  pipelines,
  outputs,
  now,
  confidence = 0.99,
}: Traffic): TrafficReport {
  const { fields, ...counts } = profile;
  const age = profile.to === undefined ? undefined : ageAt(profile.to, now, recording);
  const limits = pipelines.flatMap((pipeline) =>
    pipeline.limits.map((limit) => ({
      ...{ pipeline: pipeline.name, limit: limit.key, text: limit.text },
      needed: recordsToCertify(shareOf(limit, profile.records), confidence),
    })),
  );
  return {
    recording: recording.name || recording.files,
    files: ownFiles(files).length,
    bytes,
    ...(recording.table !== undefined && { table: true }),
    ...counts,
    ...(age && { age }),
    outputs,
    limits,
    fields,
    warnings: [
      ...(age?.isStale ? [`its newest record is ${age.days} days old; max_age is ${age.most}`] : []),
      ...fields.flatMap((field) => sensitiveWarning(field, profile.records) ?? []),
    ],
  };
}
