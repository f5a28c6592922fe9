/** What `weir init` matches with traffic. */
import type { Artifact } from '../../artifact.ts';
import type { ColumnType, Outline } from '../../outline.ts';
import { branchesOf, type Schema } from './model.ts';
import { openAvro } from './read.ts';

/** Throws ArtifactError where a file does not parse. */
export function outlineAvro(artifact: Artifact): Outline {
  const { root } = openAvro(artifact);
  if (root.kind !== 'record') return {};
  const types = [...root.fields.values()].flatMap(({ name, type }): [string, ColumnType][] => {
    const column = columnTypeOf(type);
    return column === undefined ? [] : [[name, column]];
  });
  return {
    describes: {
      properties: [...root.fields.keys()],
      required: [...root.fields.values()].filter(({ fallback }) => !fallback).map(({ name }) => name),
      types: new Map(types),
    },
  };
}

function columnTypeOf(type: Schema): ColumnType | undefined {
  const kinds = branchesOf(type).map(({ kind }) => COLUMNS[kind]);
  const [only, another] = new Set(kinds.filter((kind) => kind !== 'null'));
  return another === undefined ? only : undefined;
}

const COLUMNS: Readonly<Partial<Record<Schema['kind'], ColumnType | 'null'>>> = {
  null: 'null',
  boolean: 'boolean',
  int: 'number',
  long: 'number',
  float: 'number',
  double: 'number',
  string: 'text',
  enum: 'text',
};
