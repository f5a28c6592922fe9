/** Where raw records hold their parts once outcomes were joined to them: `{ record, label }`. */
import type { RecordingConfig } from '../../config/config.ts';

/** The recording as its files are read; itself where nothing was joined. */
export function rawPointers(config: RecordingConfig): RecordingConfig {
  if (!config.labels) return config;
  const { input, output, id, time, weight, value, lacks } = config;
  const pointers = Object.entries({ input, output, id, time, weight, value, lacks }).flatMap(([part, pointer]) =>
    pointer === undefined ? [] : [[part, `/record${pointer}`]],
  );
  return { ...config, input: `/record${input}`, ...Object.fromEntries(pointers), label: '/label' };
}
