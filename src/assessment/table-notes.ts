/** What a reader of the verdict has to know of rows that were counted where they lie. */
import type { PipelineConfig } from '../config/config.ts';
import { count } from '../format/numbers.ts';
import type { Counted } from '../recordings/reader.ts';

/** What explains runs records one by one: of more of them it would take longer than the verdict. */
export const MOST_EXPLAINED = 3_000_000;

export function tableNotes({ name, recording }: PipelineConfig, counted: Counted | undefined): string[] {
  if (!counted) return [];
  const { records, sampled, paid } = counted;
  return [
    ...(sampled
      ? [
          `recording "${recording.name}" has too many distinct rows to count for ${name}: ${count(records)} of ${count(sampled.of)}, drawn by the hash of ${recording.id}, stand for all, and every interval is as wide as that makes it`,
        ]
      : []),
    ...(records > MOST_EXPLAINED
      ? [`${name}: of ${count(records)} rows nobody was asked which edit moves them, nor for whom`]
      : []),
    ...(paid
      ? [
          `counting recording "${recording.name}" for ${name} read ${size(paid.bytes)} in the warehouse, about ${paid.price.toFixed(2)} USD by its list of prices`,
        ]
      : []),
  ];
}

function size(bytes: number): string {
  return bytes < 1e9 ? `${Math.ceil(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}
