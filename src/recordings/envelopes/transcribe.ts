/** Writes what the raw records of some files hold into one file of native records, each with the place that it is from. */
import { open as openFile } from 'node:fs/promises';
import { stringify } from '../../document/stringify.ts';
import { formatFor } from '../formats/registry.ts';
import type { Made, RecordingFile } from '../reader.ts';
import { compileRedaction, type Redact } from '../redact/redaction.ts';
import type { Open, Opened, Place } from './envelope.ts';
import { Joiner, type JoinSink, MOST_WAITING } from './join.ts';
import { recordLine, unusableLine } from './transcript.ts';

/** @param mostWaiting characters of halves that may wait for their partner in memory */
export async function transcribe(
  files: readonly RecordingFile[],
  { open, members }: Open,
  to: string,
  mostWaiting = MOST_WAITING,
): Promise<Made> {
  await using out = await openFile(to, 'wx');
  let lines: string[] = [];
  let raws = 0;
  let joined = 0;
  const sink: JoinSink = {
    pair(request, response) {
      const broken = [request, response].find(({ why }) => why !== undefined);
      if (broken?.why !== undefined) lines.push(unusableLine(broken, broken.why));
      else {
        joined += 1;
        // Of what both say, the request's own counts: it comes last.
        lines.push(recordLine(request, `{${[response.members, request.members].filter(Boolean).join(',')}}`));
      }
    },
    alone: (waiting, why) => lines.push(unusableLine(waiting, why)),
  };
  await using joiner = new Joiner(sink, { scratch: to, most: mostWaiting });
  for (const [source, file] of files.entries()) {
    const { reader } = formatFor(file.format);
    const redact: Redact = file.redaction ? compileRedaction(file.redaction) : (record) => record;
    for (const shard of await reader.shards(file, 1)) {
      for await (const batch of reader.read(shard, () => true, { columns: members })) {
        raws += batch.records.length + batch.malformed.length;
        for (const { position, line, message } of batch.malformed) {
          lines.push(unusableLine({ source, position, line }, message));
        }
        for (const [index, raw] of batch.records.entries()) {
          const place = { source, position: batch.positions[index] ?? 0 };
          const opened = open(raw);
          for (const one of 'is' in opened ? [opened] : opened) add(one, place, file.partitions, redact);
        }
        await joiner.makeRoom();
        await flush();
      }
    }
  }
  await joiner.finish();
  await flush();
  return { raw: raws, joined };

  function add(opened: Opened, place: Place, folders: RecordingFile['partitions'], redact: Redact): void {
    if (opened.is === 'unusable') lines.push(unusableLine(place, opened.why));
    else if (opened.is === 'record') lines.push(recordLine(place, stringify(redact({ ...folders, ...opened.record }))));
    else if ('why' in opened) joiner.add({ half: opened.is, key: opened.key, members: '', why: opened.why, ...place });
    else {
      // The request's folder is the record's.
      const record = opened.is === 'request' ? { ...folders, ...opened.record } : opened.record;
      joiner.add({ half: opened.is, key: opened.key, members: stringify(redact(record)).slice(1, -1), ...place });
    }
  }

  async function flush(): Promise<void> {
    if (lines.length > 0) await out.write(lines.join(''));
    lines = [];
  }
}
