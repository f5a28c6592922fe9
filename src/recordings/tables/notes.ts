/** What has to be known of rows that were counted where they lie, a sentence each. */
import type { PipelineConfig } from '../../config/config.ts';
import { count } from '../../format/numbers.ts';
import type { Counted } from '../reader.ts';

export function sampledNote({ name, recording }: PipelineConfig, { records, sampled }: Counted): string[] {
  if (!sampled) return [];
  return [
    `recording "${recording.name}" has too many distinct rows to count for ${name}: ${count(records)} of ${count(sampled.of)}, drawn by the hash of ${recording.id}, stand for all, and every interval is as wide as that makes it`,
  ];
}

export function paidNote({ name, recording }: PipelineConfig, { paid }: Counted): string[] {
  if (!paid) return [];
  return [
    `counting recording "${recording.name}" for ${name} read ${size(paid.bytes)} in the warehouse, about ${paid.price.toFixed(2)} USD by its list of prices`,
  ];
}

function size(bytes: number): string {
  return bytes < 1e9 ? `${Math.ceil(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}
