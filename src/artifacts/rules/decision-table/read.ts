/** Reads a decision table from its file, in whatever form it is. */
import { extname } from 'node:path';
import { textIn } from '../../content.ts';
import type { Artifact } from '../../engine.ts';
import { parseArtifact, withinStack } from '../../parse.ts';
import { readCsv } from './read-csv.ts';
import { readValues } from './read-values.ts';
import type { Table } from './table.ts';

/** Spreadsheets' own endings. */
export const SEPARATED: readonly string[] = ['.csv', '.tsv'];

export function isSeparated(path: string): boolean {
  return SEPARATED.includes(extname(path).toLowerCase());
}

/** Throws ArtifactError with everything that is wrong. */
export function readTable(artifact: Artifact): Table {
  const file = artifact.files.keys().next().value ?? artifact.path;
  if (isSeparated(file)) return readCsv(textIn(artifact, file), file);
  const source = parseArtifact(artifact);
  return withinStack(file, () => readValues(source));
}
