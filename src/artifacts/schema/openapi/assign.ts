/** Which edits of a document make which changes of its files, so that some can be applied without the others. */
import { pointerTokens, toPointer } from '../../../document/pointer.ts';
import type { Grammar } from '../../diff/grammar.ts';
import type { ValueChange } from '../../diff/value-change.ts';
import type { Artifact } from '../../engine.ts';
import type { Assignment, InFiles } from '../../language.ts';
import { grammar as schemas } from '../json-schema/blend/grammar.ts';
import { indexSpots } from '../json-schema/blend/site.ts';
import { isObject } from '../json-schema/keywords.ts';
import { descend, type Library } from '../json-schema/library.ts';
import { findEdits } from './diff.ts';
import { openDocument } from './document.ts';

/** Schemas are read as JSON Schema reads them; parameters and tags go by what they hold. */
export const grammar: Grammar = schemas;

/** Throws ArtifactError as the diff does. */
export function assignChanges(base: Artifact, head: Artifact, changes: readonly InFiles<ValueChange>[]): Assignment[] {
  const sites = findEdits(base, head, '').map(({ found }) => found.spots);
  const inBase = indexSpots(sites.map((site) => ({ schema: '', region: site.base })));
  const inHead = indexSpots(sites.map((site) => ({ schema: '', region: site.head })));
  const libraries = {
    base: openDocument(base, true).libraries.request,
    head: openDocument(head).libraries.request,
  };
  const beside = { base: byHolder(sites.map((site) => site.base)), head: byHolder(sites.map((site) => site.head)) };
  return changes.map((change) => {
    for (const find of [touching, referring, besides]) {
      const found = find(change);
      if (found.length > 0) return [...new Set(found)].sort((a, b) => a - b);
    }
    return change.change === 'removed' ? 'with-last' : 'with-first';
  });

  /** Edits about what changed, about something in it, or about something that holds it. */
  function touching(change: InFiles<ValueChange>): number[] {
    const at = spotsOf(change);
    return [...(at.base ? inBase(at.base) : []), ...(at.head ? inHead(at.head) : [])];
  }

  /** Edits inside of what a reference led to and now leads to: it may be another component with the change in it. */
  function referring(change: InFiles<ValueChange>): number[] {
    if (pointerTokens(change.pointer).at(-1) !== '$ref') return [];
    const from = targetOf(libraries.base, change.baseFile, change.basePointer);
    const to = targetOf(libraries.head, change.headFile, change.headPointer);
    return sites.flatMap((site, index) =>
      (from && isIn(site.base, from)) || (to && isIn(site.head, to)) ? [index] : [],
    );
  }

  /** Edits of other keywords of the same object: `nullable` says what `type` is told to. */
  function besides(change: InFiles<ValueChange>): number[] {
    const at = spotsOf(change);
    const around = (spot: string | undefined, side: 'base' | 'head'): readonly number[] => {
      if (spot === undefined) return [];
      const [file = '', pointer = ''] = split(spot);
      const tokens = pointerTokens(pointer);
      // What only answers hold need not be sent, which the schema around the property is told to say.
      const up = HIDING.includes(tokens.at(-1) ?? '') ? 3 : 1;
      return beside[side].get(file + toPointer(tokens.slice(0, -up))) ?? [];
    };
    return [...around(at.base, 'base'), ...around(at.head, 'head')];
  }
}

const HIDING: readonly string[] = ['readOnly', 'writeOnly'];

interface Spots {
  readonly base: string | undefined;
  readonly head: string | undefined;
}

function spotsOf({ baseFile, headFile, basePointer, headPointer }: InFiles<ValueChange>): Spots {
  return {
    base: basePointer === undefined ? undefined : `${baseFile}#${basePointer}`,
    head: headPointer === undefined ? undefined : `${headFile}#${headPointer}`,
  };
}

/** `file#` and the pointer. */
function split(spot: string): [string, string] {
  const at = spot.indexOf('#') + 1;
  return [spot.slice(0, at), spot.slice(at)];
}

/** Indexes of the edits by the object whose keyword they are about. */
function byHolder(spots: readonly (string | undefined)[]): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  for (const [index, spot] of spots.entries()) {
    if (spot === undefined) continue;
    const [file, pointer] = split(spot);
    const tokens = pointerTokens(pointer);
    const last = /^\d+$/.test(tokens.at(-1) ?? '') ? 2 : 1;
    const holder = file + toPointer(tokens.slice(0, -last));
    found.set(holder, [...(found.get(holder) ?? []), index]);
  }
  return found;
}

function targetOf(library: Library, file: string, pointer: string | undefined): string | undefined {
  const root = library.files.find(({ source }) => source.file === file);
  const holder = root && pointer !== undefined ? descend(root, pointerTokens(pointer).slice(0, -1)) : undefined;
  if (!holder || !isObject(holder.schema) || typeof holder.schema.$ref !== 'string') return undefined;
  const target = library.resolve(holder, holder.schema.$ref);
  return target && `${target.source.file}#${target.pointer}`;
}

function isIn(spot: string | undefined, target: string): boolean {
  return spot === target || spot?.startsWith(`${target}/`) === true;
}
