/** The difference of two documents as edits on the lines of head, each weighed for those who call. Generates no code. */

import { ArtifactError } from '../../../errors.ts';
import { byPlace } from '../../diff/by-place.ts';
import { type Artifact, type Compatibility, type Edit, lines } from '../../engine.ts';
import { assertNoDuplicateKeys, parseArtifact } from '../../parse.ts';
import { atBase } from '../at-base.ts';
import { isObject, type JsonObject } from '../json-schema/keywords.ts';
import type { Place } from '../json-schema/library.ts';
import type { Change } from './change.ts';
import { changesBetween } from './changes.ts';
import { openDocument } from './document.ts';
import { touchedIn } from './touched.ts';

type Placed = Edit & Required<Pick<Edit, 'lines' | 'pointer'>>;

/** Sorted by file and line. Throws ArtifactError where a side does not parse or is no such document. */
export function diffOpenApi(base: Artifact, head: Artifact, engine: string): Edit[] {
  return findEdits(base, head, engine).map(({ edit }) => edit);
}

/** The same edits, each with the change that it tells of, where that is first met. */
export function findEdits(
  base: Artifact,
  head: Artifact,
  engine: string,
): readonly { readonly edit: Edit; readonly found: Change }[] {
  if (base === head) {
    atBase(base, () => openDocument(base, true));
    return [];
  }
  const [was, is] = touchedOf(base, head);
  const before = atBase(base, () => openDocument(base, true, was));
  assertNoDuplicateKeys(head);
  const after = openDocument(head, false, is);
  return merged(changesBetween(before, after))
    .map((found) => ({ edit: toEdit(found, engine), found }))
    .sort((one, other) => byPlace(one.edit, other.edit));
}

/** Undefined where all of the two is looked at. What is wrong with one of them is told where it is opened. */
function touchedOf(base: Artifact, head: Artifact): readonly (JsonObject | undefined)[] {
  const areWhole = base.files.size === 1 && head.files.size === 1;
  const [was, is] = areWhole ? [base, head].map(read) : [];
  return isObject(was) && isObject(is) ? touchedIn(was, is) : [];
}

function read(artifact: Artifact): unknown {
  try {
    return parseArtifact(artifact).value;
  } catch (error) {
    if (error instanceof ArtifactError) return undefined;
    throw error;
  }
}

/** One change of a component is one edit, however many operations it reaches. */
function merged(changes: readonly Change[]): (Change & { readonly where: readonly string[] })[] {
  const groups = Map.groupBy(changes, ({ change, place, pointer, message }) =>
    [change, place.source.file, pointer, message].join('\n'),
  );
  return [...groups.values()].flatMap((same) => {
    const [first] = same;
    if (!first) return [];
    const level = Math.max(...same.map(({ compatibility }) => ORDER.indexOf(compatibility)));
    const some = (key: 'accepts' | 'rejects') =>
      same.some((one) => one[key]) || (same.some((one) => one[key] === undefined) ? undefined : false);
    const where = [...new Set(same.map(({ operation }) => operation))];
    const compatibility = ORDER[level] ?? 'breaking';
    return [{ ...first, where, compatibility, accepts: some('accepts'), rejects: some('rejects') }];
  });
}

const ORDER: readonly Compatibility[] = ['safe', 'risky', 'breaking'];

function toEdit(found: Change & { readonly where: readonly string[] }, engine: string): Placed {
  const { change, message, pointer, shown, where, compatibility, accepts, rejects, describes } = found;
  const [first = '', ...more] = where.filter(Boolean);
  const reached = more.length > 0 ? `${first} and ${more.length} more` : first;
  return {
    artifact: shown.source.file,
    kind: 'schema',
    engine,
    pointer,
    lines: lines(rangeOf(shown)),
    compatibility,
    change,
    message: reached === '' ? message : `${reached}: ${message}`,
    accepts,
    rejects,
    ...(describes && { describes }),
  };
}

function rangeOf({ source, pointer }: Place) {
  return source.range(pointer);
}
