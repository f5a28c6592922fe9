/**
 * Small documents that may tell two versions of a schema apart, made from the schemas alone. Somebody else validates them, in
 * a locked-in process: here no code is generated, and nothing is decided.
 */
import type { Artifact, Edit } from '../../../engine.ts';
import { smallestFirst } from '../../smallest-first.ts';
import type { Reading } from '../dialect.ts';
import { type Library, openLibrary } from '../library.ts';
import { type Occurrence, occurrences } from './occurrences.ts';
import { valuesAtEdges } from './values.ts';

/** JSON values, the smallest first: by the length of their JSON, then by its letters. Throws ArtifactError. */
export function candidates(base: Artifact, head: Artifact, edit: Edit, reading: Reading): readonly unknown[] {
  return smallestFirst(
    documentsAround(
      [base, head].map((artifact) => openLibrary(artifact, reading)),
      edit,
    ),
  );
}

/** Documents of the roots of these versions, with values at the edges of what was edited; none where it is in neither. */
export function documentsAround(
  sides: readonly Library[],
  edit: Pick<Edit, 'artifact' | 'pointer' | 'basePointer'>,
): unknown[] {
  const pointers = [edit.pointer, edit.basePointer].filter((pointer) => pointer !== undefined);
  const near = sides.map((library) => pointers.flatMap((pointer) => nearest(library, edit.artifact, pointer) ?? []));
  const values = near.flatMap((found, side) => found.flatMap((one) => around(sides[side] as Library, one)));
  return near.flatMap((found) => found.flatMap(({ wrap }) => values.map(wrap)));
}

function around(library: Library, { place, whole }: Occurrence): unknown[] {
  return [place, whole].flatMap((one) => valuesAtEdges(library, one));
}

/** The innermost schema around what was edited. */
function nearest(library: Library, file: string, pointer: string): Occurrence | undefined {
  let best: Occurrence | undefined;
  for (const one of occurrences(library)) {
    const own = one.place.pointer;
    if (!`${pointer}/`.startsWith(`${own}/`) || !isFile(one, file, library)) continue;
    if (!best || own.length > best.place.pointer.length) best = one;
  }
  return best;
}

/** The artifact's own file may be called otherwise on the other side. */
function isFile({ place }: Occurrence, file: string, library: Library): boolean {
  return (
    place.source.file === file ||
    (place.source.file === library.root.source.file && !library.files.some(({ source }) => source.file === file))
  );
}
