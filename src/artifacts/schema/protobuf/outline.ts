/** What `weir init` matches with traffic. */
import type { Field } from 'protobufjs';
import { ArtifactError } from '../../../errors.ts';
import type { Artifact } from '../../artifact.ts';
import type { ColumnType, Outline } from '../../outline.ts';
import { protobuf } from './library.ts';
import { messageOf } from './message.ts';
import { openProtobuf } from './open.ts';

/** Throws ArtifactError where a file does not parse. */
export function outlineProtobuf(artifact: Artifact): Outline {
  const { payload } = artifact.options ?? {};
  if (typeof payload === 'string' && payload !== '') return {};
  const message = messageIn(artifact);
  if (!message) return {};
  const fields = message.fieldsArray.filter(({ declaringField }) => !declaringField);
  const types = fields.flatMap((field): [string, ColumnType][] => {
    const column = columnOf(field);
    return column === undefined ? [] : [[field.jsonName ?? field.name, column]];
  });
  return {
    describes: {
      properties: fields.map(({ jsonName, name }) => jsonName ?? name),
      required: fields.filter(({ required }) => required).map(({ jsonName, name }) => jsonName ?? name),
      types: new Map(types),
    },
  };
}

/** Which message it is may be for a person to say. */
function messageIn(artifact: Artifact) {
  const opened = openProtobuf(artifact);
  try {
    return messageOf(opened, artifact.options);
  } catch (error) {
    if (error instanceof ArtifactError) return undefined;
    throw error;
  }
}

function columnOf({ map, repeated, type, resolvedType }: Field): ColumnType | undefined {
  if (map || repeated) return undefined;
  if (resolvedType) return resolvedType instanceof protobuf().Enum ? 'text' : undefined;
  if (type === 'bool') return 'boolean';
  return type === 'string' || type === 'bytes' ? 'text' : 'number';
}
