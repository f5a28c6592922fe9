/** The semantic difference of two JSON Schemas, as edits on the lines of head. Generates no code and runs no pattern. */
import { toPointer } from '../../../../document/pointer.ts';
import { ArtifactError } from '../../../../errors.ts';
import { type Artifact, type Compatibility, type Edit, lines } from '../../../engine.ts';
import type { Reading } from '../dialect.ts';
import { isObject } from '../keywords.ts';
import { type Library, openSchema, type Place, reachablePlaces } from '../library.ts';
import { oncePer } from '../once-per.ts';
import { compareSchemas } from './compare.ts';
import { type Effect, NONE, UNDECIDED } from './effects.ts';
import { endlessReferences } from './endless.ts';
import { redirectedReferences } from './evaluated.ts';
import { type Finding, onlyDescribes } from './finding.ts';
import { kindOf } from './kinds.ts';

/** Sorted by file and line. Throws an ArtifactError where a side does not parse or its draft is not known. */
export function diffSchemas(base: Artifact, head: Artifact, engine: string, reading: Reading): Edit[] {
  // What is wrong at base is read as lenient validators read it, so that a change which mends it can be judged.
  const before = locate(base, 'base', () => openSchema(base, reading, true));
  if (base === head) return findEdits(before, before, engine).map(({ edit }) => edit);
  const after = openSchema(head, reading);
  const duplicates = after.duplicateKeys();
  if (duplicates.length > 0) throw new ArtifactError(duplicates);
  return findEdits(before, after, engine).map(({ edit }) => edit);
}

/** Both sides are opened here, and only base's errors are not about the side that the caller asks for. */
function locate<T>(artifact: Artifact, side: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof ArtifactError ? error.locate(artifact.files, side) : error;
  }
}

/** The same edits, each with the finding that it tells of. */
export function findEdits(
  base: Library,
  head: Library,
  engine: string,
): readonly { readonly edit: Placed; readonly found: Finding }[] {
  return findingsOf(base)(head)
    .map((found) => ({ edit: toEdit(found, engine), found }))
    .sort((a, b) => byPlace(a.edit, b.edit));
}

/** Whoever takes the edits apart asks for them again. */
const findingsOf = oncePer((base: Library) => oncePer((head: Library) => findingsIn(base, head)));

function findingsIn(base: Library, head: Library): readonly Finding[] {
  const compared = [...draftChange(base, head), ...endlessReferences(base, head), ...compareSchemas(base, head)];
  return [...compared, ...redirectedReferences(base, head, compared)];
}

function draftChange(base: Library, head: Library): Finding[] {
  // `true` and `false` mean the same in every draft.
  if (typeof base.root.schema === 'boolean' || typeof head.root.schema === 'boolean') return [];
  const from = base.dialect;
  const to = head.dialect;
  if (from === to) return [];
  const message = `draft ${from} became ${to}`;
  // Both sides are compared in the same words; only what these look at depends on more.
  const depends = [base, head].some((library) => reachablePlaces(library).some(isEntangling));
  return [
    {
      ...(depends ? UNDECIDED : NONE),
      change: 'draft-changed',
      message,
      side: 'head',
      tokens: ['$schema'],
      base: base.root,
      head: head.root,
    },
  ];
}

function isEntangling({ schema }: Place): boolean {
  return isObject(schema) && ENTANGLING.some((keyword) => Object.hasOwn(schema, keyword));
}

const ENTANGLING: readonly string[] = ['$dynamicRef', '$recursiveRef', 'unevaluatedItems', 'unevaluatedProperties'];

function toEdit(found: Finding, engine: string): Placed {
  const { change, message, side, base, head, tokens } = found;
  const place = side === 'head' ? head : base;
  // What was removed stood in something: the nearest that head still has.
  const lasting = side === 'head' ? tokens : tokens.slice(0, -1);
  return {
    artifact: head.source.file,
    kind: 'schema',
    engine,
    pointer: place.pointer + toPointer(tokens),
    lines: lines(head.source.range(head.pointer + toPointer(lasting))),
    compatibility: compatibilityOf(found),
    message,
    change,
    accepts: decided(found.accepts),
    rejects: decided(found.rejects),
    ...(onlyDescribes(found) && { describes: true }),
  };
}

function compatibilityOf({ change, accepts, rejects }: Finding): Compatibility {
  const kind = kindOf(change);
  if (kind.compatibility && rejects !== 'no') return kind.compatibility;
  if (rejects === 'yes') return 'breaking';
  return rejects === 'maybe' || accepts !== 'no' || kind.changesOutputs ? 'risky' : 'safe';
}

/** An edit says nothing about a direction that only traffic can decide. */
function decided(effect: Effect): boolean | undefined {
  return effect === 'maybe' ? undefined : effect === 'yes';
}

/** Schemas have pointers and lines. */
type Placed = Edit & Required<Pick<Edit, 'pointer' | 'lines'>>;

function byPlace(a: Placed, b: Placed): number {
  if (a.artifact !== b.artifact) return a.artifact < b.artifact ? -1 : 1;
  return (
    a.lines[0] - b.lines[0] || a.lines[1] - b.lines[1] || (a.pointer < b.pointer ? -1 : Number(a.pointer > b.pointer))
  );
}
