/** Which recordings pipelines read. */
import type { Config, PipelineConfig, RecordingConfig } from '../../config/config.ts';

/** Each once: what pipelines replay, and what their steps look up beside it. */
export function recordingsIn({ pipelines }: Pick<Config, 'pipelines'>): RecordingConfig[] {
  const all = pipelines.flatMap(({ recording, related = [] }) => [recording, ...related]);
  return [...new Map(all.map((recording) => [recording.name, recording])).values()];
}

export function replaying({ name }: RecordingConfig, { pipelines }: Pick<Config, 'pipelines'>): PipelineConfig[] {
  return pipelines.filter(({ recording }) => recording.name === name);
}
