/** Which of the tables that a file holds an artifact is. */
import { ArtifactError } from '../../../errors.ts';
import { nearest } from '../../../nearest.ts';
import type { Artifact } from '../../artifact.ts';
import { assertNoDuplicateKeys } from '../../parse.ts';
import { type Opened, problemAt, type Table } from './model.ts';
import { type Related, relatedOf } from './related.ts';

/** What is of one language alone. */
export interface Reader {
  /** Throws ArtifactError where the file does not parse, or is none of this language. */
  open(artifact: Artifact): Opened;
  /** The text of the file with this one of its tables and no other; it may fail, as whoever asks finds out. Throws ArtifactError. */
  alone(artifact: Artifact, table: Table, tables: readonly Table[]): string;
  /** The key of a step in weir.yml that names one of several tables. */
  readonly option: 'object' | 'table';
  /** What messages call one, and several. */
  readonly one: string;
  readonly many: string;
  /** A mapping may hold a key twice. */
  readonly isYaml: boolean;
}

export interface Selected extends Opened {
  /** None was named, and there are several or none. */
  readonly isWhole: boolean;
}

/**
 * What the step names, or all of the file. Throws ArtifactError for what is wrong with it.
 * @param inForce what is wrong is read as if it said nothing
 */
export function selectTables(reader: Reader, artifact: Artifact, inForce: boolean): Selected {
  if (!inForce && reader.isYaml) assertNoDuplicateKeys(artifact);
  const opened = reader.open(artifact);
  if (!inForce && opened.mistakes.length > 0) throw new ArtifactError(opened.mistakes);
  const name = nameIn(reader, artifact);
  if (name === undefined) return { ...opened, isWhole: opened.tables.length !== 1 };
  const tables = opened.tables.filter((table) => isCalled(table, name));
  const [exact = tables[0]] = tables.filter((table) => table.name === name);
  return { ...opened, tables: exact ? [exact] : [], isWhole: false };
}

/** Throws ArtifactError where there are several, or none of that name. */
export function oneTable(reader: Reader, artifact: Artifact, inForce: boolean): Table {
  const { tables } = selectTables(reader, artifact, inForce);
  const [only, another] = tables;
  if (only && !another) return only;
  const names = reader.open(artifact).tables.map((table) => table.name);
  const { one, many, option } = reader;
  const wanted = nameIn(reader, artifact);
  const listed = `${names.slice(0, 5).join(', ')}${names.length > 5 ? ` and ${names.length - 5} more` : ''}`;
  const place = only ? problemAt(only.spot) : { file: artifact.path, line: 1, column: 1 };
  if (names.length === 0) throw new ArtifactError([{ ...place, message: `no ${one} in it` }]);
  if (wanted === undefined) {
    const expected = `${option}: with one of ${listed}`;
    throw new ArtifactError([{ ...place, message: `${names.length} ${many} in it, and nothing says which`, expected }]);
  }
  throw new ArtifactError([
    { ...place, message: `no ${one} ${wanted} in it`, expected: `one of ${listed}`, nearest: nearest(wanted, names) },
  ]);
}

/** Recordings of other tables, and what the same file says of these. */
export function relatedTo(reader: Reader, artifact: Artifact): Related {
  return relatedOf(artifact.options, () => reader.open(artifact).tables);
}

function nameIn({ option }: Reader, { options }: Artifact): string | undefined {
  const name = options?.[option];
  return typeof name === 'string' ? name : undefined;
}

/** `orders` names `public.orders`, too. */
function isCalled({ name }: Table, wanted: string): boolean {
  const [own, other] = [name.toLowerCase(), wanted.toLowerCase()];
  return own === other || own.endsWith(`.${other}`);
}
