/** Joins outcomes that were known later to a recording, once, before its files are cut; made again when a file is another. */
import type { RecordingConfig } from '../../config/config.ts';
import { contentsOf, keepMade } from '../made.ts';
import { ownFiles } from '../own-files.ts';
import type { RecordingFile } from '../reader.ts';
import type { RecordingStorage } from '../storage/storage.ts';
import { writeLabelled } from './write-labelled.ts';

/** @throws RecordingError where a file can't be read */
export async function joinLabels(
  files: readonly RecordingFile[],
  config: RecordingConfig,
  tables: readonly RecordingFile[],
  storage: RecordingStorage,
): Promise<RecordingFile[]> {
  const { labels, id } = config;
  if (!labels || id === undefined) return [...files];
  const { path, made } = await keepMade(
    { about: ['labels', labels, id, await contentsOf(files), await contentsOf(tables)], name: 'labelled.jsonl' },
    storage,
    async (to) => {
      const [before] = files.flatMap((file) => file.made ?? []);
      return { raw: 0, joined: 0, ...before, labels: await writeLabelled(files, id, tables, labels, to) };
    },
  );
  const sources = ownFiles(files);
  const [first] = sources;
  const name = sources.length === 1 && first ? first.name : `${first?.name} and others`;
  return [{ path, name, index: 0, format: 'jsonl', compression: 'none', sources, made }];
}
