/** Of files with several tables, one smaller pair for each table whose columns differ, for those who ask about single rows. */
import { ArtifactError } from '../../../errors.ts';
import type { Artifact } from '../../artifact.ts';
import { compareColumns } from './compare-columns.ts';
import type { Table } from './model.ts';
import { type Reader, selectTables } from './select.ts';

type Pair = readonly [base: Artifact, head: Artifact];

/** The files themselves where each has but one. None for a table that cannot be taken out. Throws ArtifactError. */
export function excerptsOf(reader: Reader, base: Artifact, head: Artifact): readonly Pair[] {
  const opened = [base, head].map((artifact) => reader.open(artifact).tables);
  if (opened.every(({ length }) => length < 2)) return [[base, head]];
  const [before, after] = [base, head].map((artifact) => selectTables(reader, artifact, true).tables);
  const known = new Map(before?.map((table) => [table.name, table]));
  return (after ?? []).flatMap((table) => {
    const own = known.get(table.name);
    if (!own || compareColumns(own.columns, table.columns, table.spot, table.label).length === 0) return [];
    const [was, is] = [alone(reader, base, own), alone(reader, head, table)];
    return was && is ? [[was, is] as const] : [];
  });
}

/** Undefined where what is left is no longer this table and nothing else. */
function alone(reader: Reader, artifact: Artifact, table: Table): Artifact | undefined {
  const file = artifact.files.keys().next().value ?? artifact.path;
  const excerpt: Artifact = {
    ...artifact,
    files: new Map([[file, reader.alone(artifact, table, reader.open(artifact).tables)]]),
  };
  try {
    const { tables } = reader.open(excerpt);
    return tables.length === 1 && tables[0]?.name === table.name ? excerpt : undefined;
  } catch (error) {
    if (error instanceof ArtifactError) return undefined;
    throw error;
  }
}
