/** Writes what the raw records of some files hold into one file of native records, each with the place that it is from. */
import { open as openFile } from 'node:fs/promises';
import { stringify } from '../../document/stringify.ts';
import { formatFor } from '../formats/registry.ts';
import type { Made, RecordingFile } from '../reader.ts';
import { compileRedaction } from '../redact/redaction.ts';
import type { Open, Opened, Place } from './envelope.ts';
import { Joiner, type JoinSink, MOST_WAITING, membersOf, type Waiting } from './join.ts';
import { recordLine, unusableLine } from './transcript.ts';

/** @param mostWaiting characters of halves that may wait for their partner in memory */
export async function transcribe(
  files: readonly RecordingFile[],
  { open, members, verbatim }: Open,
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
        lines.push(recordLine(request, together(request, response)));
      }
    },
    alone: (waiting, why) => lines.push(unusableLine(waiting, why)),
  };
  await using joiner = new Joiner(sink, { scratch: to, most: mostWaiting });
  for (const [source, file] of files.entries()) {
    const { reader } = formatFor(file.format);
    const redacted = redactedBy(file);
    // What has to be looked through has to be there.
    const options = { columns: members, ...(!file.redaction && { verbatim }) };
    for (const shard of await reader.shards(file, 1)) {
      for await (const batch of reader.read(shard, () => true, options)) {
        raws += batch.records.length + batch.malformed.length;
        for (const { position, line, message } of batch.malformed) {
          lines.push(unusableLine({ source, position, line }, message));
        }
        for (let index = 0; index < batch.records.length; index += 1) {
          const place = { source, position: batch.positions[index] ?? 0 };
          const opened = open(batch.records[index]);
          if ('is' in opened) add(opened, place, file.partitions, redacted);
          else for (const one of opened) add(one, place, file.partitions, redacted);
        }
        await joiner.makeRoom();
        await flush();
      }
    }
  }
  await joiner.finish();
  await flush();
  return { raw: raws, joined };

  function add(
    opened: Opened,
    place: Place,
    folders: RecordingFile['partitions'],
    redacted: (record: object) => object,
  ): void {
    if (opened.is === 'unusable') lines.push(unusableLine(place, opened.why));
    else if (opened.is === 'record')
      lines.push(recordLine(place, stringify(redacted(folders ? { ...folders, ...opened.record } : opened.record))));
    else if ('why' in opened) joiner.add({ half: opened.is, key: opened.key, members: '', why: opened.why, ...place });
    else {
      // The request's folder is the record's.
      const record = opened.is === 'request' && folders ? { ...folders, ...opened.record } : opened.record;
      const { source, position } = place;
      joiner.add({ half: opened.is, key: opened.key, members: redacted(record), source, position });
    }
  }

  async function flush(): Promise<void> {
    if (lines.length > 0) await out.appendFile(Buffer.from(lines.join('')));
    lines = [];
  }
}

/** What is redacted of an object leaves an object. */
function redactedBy({ redaction }: RecordingFile): (record: object) => object {
  if (!redaction) return (record) => record;
  const redact = compileRedaction(redaction);
  return (record) => Object(redact(record));
}

/** Two halves as the JSON of one record. Of what both say, the request's own counts: it comes last. */
function together(request: Waiting, response: Waiting): string {
  const [before, after] = [membersOf(response), membersOf(request)];
  return before === '' || after === '' ? `{${before}${after}}` : `{${before},${after}}`;
}
