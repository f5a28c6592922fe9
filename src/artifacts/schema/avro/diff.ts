/** The semantic difference of two Avro schemas, as edits on the lines of head. Generates no code. */
import { byPlace, type Placed } from '../../diff/by-place.ts';
import { type Artifact, type Compatibility, type Edit, lines } from '../../engine.ts';
import { assertNoDuplicateKeys } from '../../parse.ts';
import { atBase } from '../at-base.ts';
import { compareSchemas } from './compare.ts';
import type { Finding } from './finding.ts';
import { openAvro, readAvro } from './read.ts';

/** Sorted by file and line. Throws ArtifactError where a side does not parse, or where head is no Avro schema. */
export function diffAvro(base: Artifact, head: Artifact, engine: string): Edit[] {
  return findEdits(base, head, engine).map(({ edit }) => edit);
}

/** The same edits, each with the finding that it tells of. */
export function findEdits(
  base: Artifact,
  head: Artifact,
  engine: string,
): readonly { readonly edit: Edit; readonly found: Finding }[] {
  // What is wrong at base is read as if it said nothing, so that a change which mends it can be judged.
  const before = atBase(base, () => openAvro(base).root);
  if (base === head) return [];
  assertNoDuplicateKeys(head);
  const findings = compareSchemas(before, readAvro(head));
  return findings
    .map((found) => ({ edit: toEdit(found, engine), found }))
    .sort((one, other) => byPlace(one.edit, other.edit));
}

function toEdit(found: Finding, engine: string): Placed {
  const { change, message, at, base, head, accepts, rejects, shifts } = found;
  const pointer = (head ?? base ?? at).pointer;
  return {
    artifact: at.source.file,
    kind: 'schema',
    engine,
    pointer,
    ...(base && base.pointer !== pointer && { basePointer: base.pointer }),
    lines: lines(at.source.range(at.pointer)),
    compatibility: compatibilityOf(accepts, rejects, shifts),
    change,
    message,
    accepts,
    rejects,
  };
}

function compatibilityOf(accepts: boolean, rejects: boolean, shifts: boolean): Compatibility {
  if (rejects) return 'breaking';
  return accepts || shifts ? 'risky' : 'safe';
}
