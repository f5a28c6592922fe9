/** What a reader of the verdict has to know of rows that were counted where they lie. */
import type { PipelineConfig } from '../config/config.ts';
import { count } from '../format/numbers.ts';
import type { Counted } from '../recordings/reader.ts';
import { paidNote, sampledNote } from '../recordings/tables/notes.ts';

/** What explains runs records one by one: of more of them it would take longer than the verdict. */
export const MOST_EXPLAINED = 3_000_000;

export function tableNotes(pipeline: PipelineConfig, counted: Counted | undefined): string[] {
  if (!counted) return [];
  const { records } = counted;
  return [
    ...sampledNote(pipeline, counted),
    ...(records > MOST_EXPLAINED
      ? [`${pipeline.name}: of ${count(records)} rows nobody was asked which edit moves them, nor for whom`]
      : []),
    ...paidNote(pipeline, counted),
  ];
}
