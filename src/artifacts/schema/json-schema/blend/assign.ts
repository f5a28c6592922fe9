/**
 * Which edits of a schema make which changes of its files. The diff compares what schemas mean, wherever their parts
 * stand, so that one change may make several edits, and several changes one.
 */
import type { ValueChange } from '../../../diff/value-change.ts';
import type { Artifact } from '../../../engine.ts';
import type { Assignment, InFiles } from '../../../language.ts';
import type { Reading } from '../dialect.ts';
import { findEdits } from '../diff/index.ts';
import { openSchema } from '../library.ts';
import { keywordAt } from './keyword-place.ts';
import { livingPlaces, pairedBy, pairKey } from './scope.ts';
import { indexSpots, type Site, siteOf } from './site.ts';

/** Throws ArtifactError as the diff does. */
export function assignChanges(
  base: Artifact,
  head: Artifact,
  changes: readonly InFiles<ValueChange>[],
  reading: Reading,
): Assignment[] {
  const [baseLibrary, headLibrary] = [openSchema(base, reading, true), openSchema(head, reading)];
  const sites = findEdits(baseLibrary, headLibrary, '').map(({ found }) => siteOf(found));
  const inBase = indexSpots(sites.map((site) => site.base));
  const inHead = indexSpots(sites.map((site) => site.head));
  const [livingAtBase, livingAtHead] = [livingPlaces(baseLibrary), livingPlaces(headLibrary)];
  return changes.map(assign);

  function assign(change: InFiles<ValueChange>): Assignment {
    // Definitions count through references only, and those find what they lead to as long as one needs it.
    if (keywordAt(change.pointer).isDefinition && change.change !== 'changed') return unassigned(change);
    for (const find of [touching, kindred, reaching, beside]) {
      const found = find(change);
      if (found.length > 0) return [...new Set(found)].sort((a, b) => a - b);
    }
    return unassigned(change);
  }

  /** What changes nothing that the diff knows of: `$id`, the order of a set, what references lead to on one side only. */
  function unassigned(change: InFiles<ValueChange>): Assignment {
    const { pointer, basePointer = pointer, headPointer = pointer } = change;
    const places = schemasOf({ ...change, basePointer, headPointer });
    const [before, after] = [livingAtBase.has(places.base ?? ''), livingAtHead.has(places.head ?? '')];
    if (before !== after) return before ? 'with-last' : 'with-first';
    return change.change === 'removed' ? 'with-last' : 'with-first';
  }

  /** Edits about what changed, about something in it, or about something that holds it. */
  function touching(change: InFiles<ValueChange>): number[] {
    const { base: atBase, head: atHead } = placesOf(change);
    const found = [...(atBase ? inBase(atBase) : []), ...(atHead ? inHead(atHead) : [])];
    return found.length > 0 && VALUES.includes(keywordAt(change.pointer).keyword) && isWhole(change)
      ? [...found, ...kindred(change)]
      : found;
  }

  /** Edits inside of what a reference led to and now leads to: it may be another definition with the change in it. */
  function reaching({ baseFile, headFile, basePointer, headPointer }: InFiles<ValueChange>): number[] {
    const pairs = pairedBy(
      { library: baseLibrary, file: baseFile, pointer: basePointer },
      { library: headLibrary, file: headFile, pointer: headPointer },
    );
    return indexes(({ base, head }) => pairs.has(pairKey(base.schema, head.schema)));
  }

  /** Edits of keywords in the same schema that say the same thing in another way. */
  function kindred(change: InFiles<ValueChange>): number[] {
    const { keyword } = keywordAt(change.pointer);
    const family = FAMILIES.find((keywords) => keywords.includes(keyword)) ?? [keyword];
    return inSchemaOf(change).filter((index) => family.includes(sites[index]?.keyword ?? ''));
  }

  /** The first edit in the same schema. */
  function beside(change: InFiles<ValueChange>): number[] {
    return inSchemaOf(change).slice(0, 1);
  }

  function inSchemaOf(change: InFiles<ValueChange>): number[] {
    const schemas = schemasOf(change);
    return indexes(({ base, head }) => base.schema === schemas.base || head.schema === schemas.head);
  }

  function indexes(isMeant: (site: Site) => boolean): number[] {
    return sites.flatMap((site, index) => (isMeant(site) ? [index] : []));
  }
}

interface Sides {
  readonly base: string | undefined;
  readonly head: string | undefined;
}

function schemasOf({ baseFile, headFile, basePointer, headPointer }: InFiles<ValueChange>): Sides {
  return {
    base: basePointer === undefined ? undefined : `${baseFile}#${keywordAt(basePointer).schema}`,
    head: headPointer === undefined ? undefined : `${headFile}#${keywordAt(headPointer).schema}`,
  };
}

/** The positions of a tuple come and go from its end, so what comes or goes there does so with the whole list. */
function placesOf(change: InFiles<ValueChange>): Sides {
  const isPosition = change.items !== undefined && TUPLES.includes(keywordAt(change.pointer).keyword);
  const place = (file: string, pointer: string | undefined) =>
    pointer === undefined ? undefined : `${file}#${isPosition ? pointer.slice(0, pointer.lastIndexOf('/')) : pointer}`;
  return { base: place(change.baseFile, change.basePointer), head: place(change.headFile, change.headPointer) };
}

/** A keyword came or went as a whole, so that another one may take its part. */
function isWhole({ change, pointer }: InFiles<ValueChange>): boolean {
  const { schema, keyword } = keywordAt(pointer);
  return (change === 'added' || change === 'removed') && pointer === `${schema}/${keyword}`;
}

const TUPLES: readonly string[] = ['items', 'prefixItems'];
const VALUES: readonly string[] = ['const', 'enum'];

const FAMILIES: readonly (readonly string[])[] = [
  ['additionalItems', 'items', 'prefixItems'],
  ['allOf', 'anyOf', 'oneOf'],
  VALUES,
  ['contains', 'maxContains', 'minContains'],
  ['dependencies', 'dependentRequired', 'dependentSchemas'],
  ['else', 'if', 'then'],
  ['exclusiveMaximum', 'maximum'],
  ['exclusiveMinimum', 'minimum'],
  ['nullable', 'type'],
];
