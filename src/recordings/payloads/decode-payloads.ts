/**
 * Decodes the messages in the records of a recording, once, before its files are cut: what is replayed then is JSON. It is done
 * again when a file or a schema is another.
 */
import { open, readFile } from 'node:fs/promises';
import type { RecordingConfig } from '../../config/config.ts';
import { compileRead, compileWrite } from '../../document/pointer.ts';
import { stringify } from '../../document/stringify.ts';
import { RecordingError } from '../../errors.ts';
import { recordLine, unusableLine } from '../envelopes/transcript.ts';
import type { Fail } from '../formats/format.ts';
import { contentsOf, keepMade } from '../made.ts';
import { readerOf } from '../read.ts';
import type { RecordingFile } from '../reader.ts';
import { compileRedaction, type Redact } from '../redact/redaction.ts';
import type { RecordingStorage } from '../storage/storage.ts';
import { decodeMessage } from './message.ts';
import { schemasIn } from './registry.ts';
import { compileWriters, type Writers, type Written } from './writers.ts';

type Payloads = NonNullable<RecordingConfig['avro']>;

/** Files by an address as weir.yml has it, laid on this machine. Throws a RecordingError where there are none. */
export type Lay = (files: string) => Promise<readonly Pick<RecordingFile, 'path' | 'name'>[]>;

/** The files themselves where weir.yml names no schemas of messages. Throws a RecordingError. */
export async function decodePayloads(
  files: readonly RecordingFile[],
  config: RecordingConfig,
  storage: RecordingStorage,
  lay: Lay,
  fail: Fail,
): Promise<RecordingFile[]> {
  const { avro } = config;
  const [first] = files;
  if (!avro || !first) return [...files];
  if (files.some(({ envelope, sources }) => envelope !== undefined || sources)) {
    throw fail({ message: 'avro: what an envelope holds is read as it says', expected: 'avro without such a format' });
  }
  const written = await schemasOf(avro, lay);
  const writers = await compiled(written, fail);
  const at = avro.at ?? config.input;
  const { path, made } = await keepMade(
    { about: ['avro', at, written, await contentsOf(files)], name: 'decoded.jsonl' },
    storage,
    async (to) => ({ raw: await decodeAll(files, at, writers, to), joined: 0 }),
  );
  const name = files.length === 1 ? first.name : `${first.name} and others`;
  return [{ path, name, index: 0, format: 'jsonl', compression: 'none', sources: files, made }];
}

async function schemasOf({ ids = {}, schemas, registry }: Payloads, lay: Lay): Promise<Written[]> {
  const texts = async (address: string) =>
    Promise.all((await lay(address)).map(async ({ path, name }) => ({ name, text: await readFile(path, 'utf8') })));
  const byId = Object.entries(ids).map(async ([id, address]) =>
    (await texts(address)).map(({ text }) => ({ id: Number(id), schema: text })),
  );
  const named = schemas === undefined ? [] : (await texts(schemas)).map(({ text }) => ({ schema: text }));
  const exported =
    registry === undefined ? [] : (await texts(registry)).flatMap(({ name, text }) => inExport(name, text));
  return [...exported, ...(await Promise.all(byId)).flat(), ...named];
}

function inExport(file: string, text: string): readonly Written[] {
  const found = schemasIn(text);
  if (found) return found;
  const expected = 'the answer of GET /schemas, or the values of the topic _schemas, one a line';
  throw new RecordingError([{ file, message: 'no export of a schema registry with Avro schemas in it', expected }]);
}

async function compiled(written: readonly Written[], fail: Fail): Promise<Writers> {
  const { default: avsc } = await import('avsc');
  // Each by itself, so that the one which is none is named.
  for (const one of written) {
    try {
      compileWriters(avsc, [one]);
    } catch {
      const which = one.id === undefined ? 'a schema' : `schema ${one.id}`;
      throw fail({
        message: `avro: ${which} is no Avro schema that stands by itself`,
        expected: 'schemas that define all types which they name',
      });
    }
  }
  return compileWriters(avsc, written);
}

/** Returns how many records were read. */
async function decodeAll(files: readonly RecordingFile[], at: string, writers: Writers, to: string): Promise<number> {
  const [read, write] = [compileRead(at), compileWrite(at)];
  await using out = await open(to, 'wx');
  let raw = 0;
  for (const [source, { redaction, ...file }] of files.entries()) {
    // What is redacted may stand in a message.
    const redact: Redact = redaction ? compileRedaction(redaction) : (record) => record;
    const reader = readerOf(file);
    for (const shard of await reader.shards(file, 1)) {
      for await (const batch of reader.read(shard, () => true)) {
        raw += batch.records.length + batch.malformed.length;
        const lines = batch.malformed.map(({ position, line, message }) =>
          unusableLine({ source, position, line }, message),
        );
        for (const [index, record] of batch.records.entries()) {
          const place = { source, position: batch.positions[index] ?? 0 };
          const payload = read(record);
          // A null is a message, too: what it is about is gone.
          const decoded = payload === null ? { value: null } : decodeMessage(payload, writers);
          if (decoded.why !== undefined)
            lines.push(unusableLine(place, `the message at ${at || 'the record'} is ${decoded.why}`));
          else lines.push(recordLine(place, stringify(redact(write(record, decoded.value)))));
        }
        if (lines.length > 0) await out.appendFile(lines.join(''));
      }
    }
  }
  return raw;
}
