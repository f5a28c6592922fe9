/** What an export of a schema registry holds: the answer of `GET /schemas`, or the values of the topic `_schemas`, one a line. */
import { isObject } from '../../document/is-object.ts';
import type { Written } from './writers.ts';

interface Entry {
  readonly id: number;
  readonly schema: string;
  readonly subject: unknown;
  readonly version: unknown;
  readonly references: readonly unknown[];
}

/** The Avro schemas, each with those that it refers to; undefined for a text that is no such export. */
export function schemasIn(text: string): readonly Written[] | undefined {
  const values = valuesIn(text);
  const entries = values?.filter(isObject).flatMap(entryOf);
  if (!entries || entries.length === 0) return undefined;
  const bySubject = new Map(entries.map((entry) => [`${entry.subject} ${entry.version}`, entry]));
  return entries.map((entry) => writtenOf(entry, bySubject, 0));
}

function valuesIn(text: string): readonly unknown[] | undefined {
  try {
    const whole: unknown = JSON.parse(text);
    return Array.isArray(whole) ? whole : [whole];
  } catch {
    // Not one JSON value: perhaps one a line.
  }
  try {
    return text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line): unknown => JSON.parse(line));
  } catch {
    return undefined;
  }
}

/** A schema that was deleted has written messages all the same. */
function entryOf(value: Readonly<Record<string, unknown>>): Entry[] {
  const { id, schema, subject, version, references, schemaType = 'AVRO' } = value;
  if (typeof id !== 'number' || typeof schema !== 'string' || schemaType !== 'AVRO') return [];
  return [{ id, schema, subject, version, references: Array.isArray(references) ? references : [] }];
}

/** References never lead in circles in a registry; who writes such a file by hand ends here. */
const MOST_LEVELS = 20;

function writtenOf({ id, schema, references }: Entry, bySubject: ReadonlyMap<string, Entry>, level: number): Written {
  const uses = references.filter(isObject).flatMap(({ subject, version }) => {
    const entry = level < MOST_LEVELS ? bySubject.get(`${subject} ${version}`) : undefined;
    return entry ? [writtenOf(entry, bySubject, level + 1)] : [];
  });
  return { id, schema, ...(uses.length > 0 && { uses }) };
}
