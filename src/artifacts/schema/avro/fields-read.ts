/** Which members of a document a schema reads: its fields, each with all that stands there. */
import type { Schema } from './model.ts';

/** Paths into the document; undefined where it is no record, of which all is read. */
export function fieldsRead(schema: Schema): string[][] | undefined {
  if (schema.kind !== 'record') return undefined;
  const names = [...schema.fields.values()].flatMap(({ name, aliases }) => [name, ...aliases]);
  return [...new Set(names)].map((name) => [name]);
}
