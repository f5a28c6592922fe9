/** The semantic difference of two versions of a contract, as edits on the lines of head. Generates no code. */
import { byPlace, type Placed } from '../../diff/by-place.ts';
import { type Artifact, type Edit, lines } from '../../engine.ts';
import { atBase } from '../at-base.ts';
import { compareTables } from './compare.ts';
import type { Finding } from './finding.ts';
import type { Spot } from './model.ts';
import { type Reader, relatedTo, selectTables } from './select.ts';

/** Sorted by file and line. Throws ArtifactError where a side does not parse, or where head is none of the language. */
export function diffTables(reader: Reader, base: Artifact, head: Artifact, engine: string): Edit[] {
  return findEdits(reader, base, head, engine).map(({ edit }) => edit);
}

/** The same edits, each with the finding that it tells of. */
export function findEdits(
  reader: Reader,
  base: Artifact,
  head: Artifact,
  engine: string,
): readonly { readonly edit: Edit; readonly found: Finding }[] {
  // What is wrong at base is read as if it said nothing, so that a change which mends it can be judged.
  const before = atBase(base, () => selectTables(reader, base, true));
  if (base === head) return [];
  const after = selectTables(reader, head, false);
  const related = { base: relatedTo(reader, base), head: relatedTo(reader, head) };
  return compareTables(before.tables, after.tables, { nowhere: startOf(head), related })
    .map((found) => ({ edit: toEdit(found, engine), found }))
    .sort((one, other) => byPlace(one.edit, other.edit));
}

function startOf({ path, files }: Artifact): Spot {
  const file = files.keys().next().value ?? path;
  return { file, pointer: '', range: () => ({ line: 1, column: 1, endLine: 1, endColumn: 1 }) };
}

function toEdit({ change, message, at, base, head, ...effects }: Finding, engine: string): Placed {
  const own = head ?? base ?? at;
  return {
    artifact: at.file,
    kind: 'schema',
    engine,
    ...(own.pointer !== undefined && { pointer: own.pointer }),
    ...(own.selector !== undefined && { selector: own.selector }),
    ...(base?.pointer !== undefined && base.pointer !== own.pointer && { basePointer: base.pointer }),
    lines: lines(at.range()),
    change,
    message,
    ...effects,
  };
}
