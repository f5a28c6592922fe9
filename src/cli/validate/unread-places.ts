/**
 * Places that rules, models and prompts read and that no record has. Most of their languages take such a place for null, for
 * missing or for an empty text, so that a misspelt name, or one that stands further inside, changes every answer and breaks none.
 */
import { artifactOf } from '../../artifacts/artifact-changes.ts';
import type { Artifact } from '../../artifacts/engine.ts';
import { isThere } from '../../artifacts/leads.ts';
import type { Outline } from '../../artifacts/outline.ts';
import { keyOf, type Reference, type ReferenceKey } from '../../artifacts/reference.ts';
import type { PipelineConfig } from '../../config/config.ts';
import { shownPath } from '../../document/elsewhere.ts';
import { pointerTokens, toPointer } from '../../document/pointer.ts';
import { WeirError } from '../../errors.ts';
import { plural } from '../../format/numbers.ts';
import { nestedPlace } from '../init/places.ts';

const MOST_NAMED = 5;

/**
 * @param documents what enters the first step, of the first records
 * @param artifacts by the keys of their references; one that is not there is told elsewhere
 */
export async function unreadPlaces(
  { steps, recording }: PipelineConfig,
  documents: readonly unknown[],
  artifacts: ReadonlyMap<ReferenceKey, Promise<Artifact | undefined>>,
): Promise<string[]> {
  const warnings: string[] = [];
  /** Names at the top of the document that an earlier step writes, or a schema allows for. */
  const known = new Set<string>();
  for (const step of documents.length === 0 ? [] : steps) {
    const reference = artifactOf(step);
    const outline = reference && (await outlineOf(reference, artifacts));
    const reads = step.kind === 'schema' ? [] : (outline?.reads ?? []);
    const absent = reads.filter((path) => path.length > 0 && !known.has(path[0] ?? '') && !isThere(documents, path));
    if (reference && absent.length > 0) {
      const places = [...new Set(absent.map(toPointer))];
      const more = places.length > MOST_NAMED ? ` and ${places.length - MOST_NAMED} more` : '';
      const named = places.slice(0, MOST_NAMED).join(', ') + more;
      warnings.push(
        `${shownPath(reference.path)} reads ${named}, which none of the first ${plural(documents.length, 'record')} has${furtherInside(absent, documents, recording.input)}`,
      );
    }
    for (const name of outline?.describes?.properties ?? []) known.add(name);
    if (step.kind === 'schema') continue;
    const [first] = pointerTokens(step.into);
    // Of another document nothing is known before it is there.
    if (first === undefined) return warnings;
    known.add(first);
  }
  return warnings;
}

/** Where the records have what nobody found: mostly the request is one member of a record, and `input` does not say which. */
function furtherInside(absent: readonly (readonly string[])[], documents: readonly unknown[], input: string): string {
  const places = [...new Set(absent.map(([name = '']) => name))].map((name) => nestedPlace(documents, name));
  const found = places.filter((place) => place !== undefined);
  if (found.length === 0) return '';
  const parents = new Set(found.map((place) => toPointer(place.slice(0, -1))));
  const [parent, another] = parents;
  const isAll = found.length === places.length && another === undefined;
  const meant = isAll ? `; is input: ${input}${parent} meant?` : '';
  return `: they have ${found.slice(0, MOST_NAMED).map(toPointer).join(', ')}${meant}`;
}

async function outlineOf(
  reference: Reference,
  artifacts: ReadonlyMap<ReferenceKey, Promise<Artifact | undefined>>,
): Promise<Outline | undefined> {
  try {
    const artifact = await artifacts.get(keyOf(reference));
    return artifact && (await reference.engine.outline?.(artifact));
  } catch (error) {
    if (error instanceof WeirError) return undefined;
    throw error;
  }
}
