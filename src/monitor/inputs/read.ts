/** Counts the inputs of a recording by week: each file once, kept beside what was counted of its windows. */
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import type { PipelineConfig } from '../../config/config.ts';
import { compileRead } from '../../document/pointer.ts';
import { contentsOf } from '../../recordings/made.ts';
import { readerOf } from '../../recordings/read.ts';
import type { RecordingFile } from '../../recordings/reader.ts';
import { compileRecord } from '../../recordings/record.ts';
import { createWeekOf } from '../../recordings/window/week.ts';
import { version } from '../../version.ts';
import { type Keep, readKept } from '../kept.ts';
import { absorb, InputCounter, type InputCounts } from './count.ts';

const VERSION = 1;
const NAME = 'inputs.json';

/** Throws a RecordingError where a file can't be read. */
export async function inputsOf(
  { recording, segments }: Pick<PipelineConfig, 'recording' | 'segments'>,
  files: readonly RecordingFile[],
  keep: Keep,
): Promise<InputCounts> {
  const contents = await contentsOf(files);
  const { name: _name, range: _range, files: _files, ...read } = recording;
  const all: InputCounts = {};
  for (const [index, file] of files.entries()) {
    const id = createHash('sha256')
      .update(JSON.stringify([NAME, VERSION, version, read, segments[0], contents[index]]))
      .digest('hex');
    const known = await readKept<InputCounts>(id, NAME, keep);
    const counts = known ?? (await countFile(file, recording, segments[0]));
    if (!known) await keep({ id, name: NAME, write: (path) => writeFile(path, JSON.stringify(counts)) });
    absorb(all, counts);
  }
  return all;
}

async function countFile(
  file: RecordingFile,
  recording: PipelineConfig['recording'],
  segment: string | undefined,
): Promise<InputCounts> {
  const toRequest = compileRecord(recording);
  const weekOf = createWeekOf(recording.zone);
  const segmentIn = segment === undefined ? undefined : compileRead(segment);
  const counter = new InputCounter(besideInput(recording));
  const reader = readerOf(file);
  for (const shard of await reader.shards(file, 1)) {
    for await (const batch of reader.read(shard, () => true)) {
      for (const raw of batch.records) {
        const { request } = toRequest(raw);
        if (request?.time === undefined) continue;
        const name = segmentIn?.(request.input);
        counter.add(weekOf(request.time), request.input, typeof name === 'string' ? name : undefined);
      }
      // Whoever replays meanwhile is answered in between.
      await setImmediate();
    }
  }
  return counter.counts();
}

/** Where the request is the record itself, what of it is none. */
function besideInput({ input, output, label, id, time, weight, value }: PipelineConfig['recording']): Set<string> {
  return new Set(input === '' ? [output, label, id, time, weight, value].flatMap((pointer) => pointer ?? []) : []);
}
