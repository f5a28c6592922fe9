/**
 * Takes base and head of an artifact apart into edits and puts some of them together again: what attribution replays to
 * learn which edit does what.
 */
import type { Content } from '../content.ts';
import type { Artifact, Edit, Engine } from '../engine.ts';
import type { Assignment } from '../language.ts';
import { causesOf } from './causes.ts';
import { type FilePatch, patchFiles } from './file-patches.ts';
import { groupEdits } from './groups.ts';

/** Base and head of an artifact taken apart into the edits that `engine.diff` finds. */
export interface Blend {
  /** As `engine.diff(base, head)` gives them, in that order. */
  readonly edits: readonly Edit[];
  /** Edits that can't be applied apart: groups of two and more indexes, ascending. */
  readonly merged: readonly (readonly number[])[];
  /**
   * Base with exactly these edits (indexes): none is base itself, all is head itself. Edits that are merged are applied
   * once all of them are chosen; an index that `edits` lacks stands for nothing. Same set, same bytes. Whether the
   * result compiles is for whoever compiles it to find out.
   */
  apply(chosen: ReadonlySet<number>): Artifact;
}

/**
 * Undefined where base or head does not have the file: there is nothing to apply. Throws ArtifactError as `engine.diff`
 * does.
 */
export function blend(engine: Engine, base: Artifact | undefined, head: Artifact | undefined): Blend | undefined {
  if (!base || !head) return undefined;
  const edits = engine.diff(base, head);
  return edits.length > 1 ? blendEdits(engine, base, head, edits) : asWhole(base, head, edits);
}

function asWhole(base: Artifact, head: Artifact, edits: readonly Edit[]): Blend {
  const all = [...edits.keys()];
  const isAll = (chosen: ReadonlySet<number>) => all.length > 0 && all.every((index) => chosen.has(index));
  return { edits, merged: all.length > 1 ? [all] : [], apply: (chosen) => (isAll(chosen) ? head : base) };
}

function blendEdits(engine: Engine, base: Artifact, head: Artifact, edits: readonly Edit[]): Blend {
  // The references of a file that moved are relative to another place on each side.
  const isTorn = base.path !== head.path && base.files.size + head.files.size > 2;
  // What changes a part is told by pointers into the whole file, so it is not taken apart.
  if (!engine.language || isTorn || base.pointer !== undefined) return asWhole(base, head, edits);
  const patches = patchFiles(base, head, engine.language);
  const assignments = assignChanges(engine, base, head, patches);
  const groups = groupAll();

  function apply(chosen: ReadonlySet<number>): Artifact {
    const applied = new Set(groups.filter((group) => group.every((index) => chosen.has(index))).flat());
    if (applied.size === 0) return base;
    return applied.size === edits.length ? head : mixed(applied);
  }

  function mixed(applied: ReadonlySet<number>): Artifact {
    return mix(engine, base, head, patches, (change) => {
      const assignment = assignments.get(change) ?? 'with-first';
      if (typeof assignment === 'string') return assignment === 'with-first';
      return assignment.every((index) => applied.has(index));
    });
  }

  function groupAll(): readonly (readonly number[])[] {
    const bonds = [...assignments.values()].filter((assignment) => typeof assignment !== 'string');
    const own = new Set(bonds.flat());
    const written = head.gone && namesIn({ ...head, gone: [] });
    const orphans = [...edits.keys()].filter(
      // What tells only that a file is gone is written nowhere, and changes no message.
      (index) => !own.has(index) && (written?.has(nameOf(edits[index], head.path)) ?? true),
    );
    if (orphans.length === 0) return groupEdits(edits.length, bonds);
    // An edit without a change of its own follows from others: from those that bring it about alone, else from all.
    const able = groupEdits(edits.length, bonds).filter((group) => group.some((index) => own.has(index)));
    const known = new Map<string, ReadonlySet<string>>();
    const namesWith = (chosen: readonly (readonly number[])[]): ReadonlySet<string> => {
      const key = chosen.map(([first]) => first).join();
      const names = known.get(key) ?? namesIn(mixed(new Set(chosen.flat())));
      known.set(key, names);
      return names;
    };
    const bringing = orphans.flatMap((orphan) => {
      const name = nameOf(edits[orphan], head.path);
      const found = causesOf(able, (chosen) => namesWith(chosen).has(name));
      return found.length > 0 ? found.map((group) => [orphan, ...group]) : [[...edits.keys()]];
    });
    return groupEdits(edits.length, [...bonds, ...bringing]);
  }
  function namesIn(mixture: Artifact): ReadonlySet<string> {
    return new Set(engine.diff(base, mixture).map((edit) => nameOf(edit, mixture.path)));
  }
  return { edits, merged: groups.filter((group) => group.length > 1), apply };
}

function assignChanges(
  engine: Engine,
  base: Artifact,
  head: Artifact,
  patches: readonly FilePatch[],
): ReadonlyMap<object, Assignment> {
  const located = patches.flatMap(({ baseFile, headFile, changes }) =>
    changes.map((change) => ({ change, place: { ...change, baseFile, headFile } })),
  );
  const places = located.map(({ place }) => place);
  const assignments = engine.language?.assign?.(base, head, places) ?? places.map((_, index) => [index]);
  return new Map(located.map(({ change }, index) => [change, assignments[index] ?? 'with-first']));
}

/** Every file that the mixture leads to, as a snapshot with just these changes would have it. */
function mix(
  engine: Engine,
  base: Artifact,
  head: Artifact,
  patches: readonly FilePatch[],
  isApplied: (change: object) => boolean,
): Artifact {
  const path = patches.find(({ baseFile }) => baseFile === base.path)?.path ?? base.path;
  const files = new Map([[path, read(base.path)]]);
  const own = base.options && { options: base.options };
  // Where there is no other file, none can be referred to.
  const isAlone = base.path === head.path && base.files.size === 1 && head.files.size === 1;
  if (isAlone) return { path, kind: engine.kind, files, ...own };
  // A map grows while it is walked, so this loop ends when no file names one that is not yet in it.
  for (const [file, content] of files) {
    for (const reference of engine.references(content, file)) {
      if (!files.has(reference) && exists(reference)) files.set(reference, read(reference));
    }
    if (file === [...files.keys()].at(-1)) addSought();
  }
  return { path, kind: engine.kind, files, ...own };

  /** Files that are named by their address. */
  function addSought(): void {
    const addresses = engine.sought?.({ path, kind: engine.kind, files, ...own }) ?? [];
    if (addresses.length === 0) return;
    const copies = (engine.copies?.(base.options) ?? []).filter(([address]) => addresses.includes(address));
    for (const [, copy] of copies) if (!files.has(copy) && exists(copy)) files.set(copy, read(copy));
    for (const file of [...base.files.keys(), ...head.files.keys()]) {
      if (files.has(file)) continue;
      const content = read(file);
      if (addresses.some((address) => engine.answers?.(content, file, address))) files.set(file, content);
    }
  }

  function exists(file: string): boolean {
    return base.files.has(file) || head.files.has(file);
  }

  function read(file: string): Content {
    const patch = patches.find(({ baseFile }) => baseFile === file);
    if (patch) return patch.write(isApplied);
    return base.files.get(file) ?? head.files.get(file) ?? '';
  }
}

/**
 * What tells an edit from the others, wherever its lines have gone.
 * @param own the artifact's own file, which may be called otherwise in a mixture
 */
function nameOf(edit: Edit | undefined, own: string): string {
  return [edit?.artifact === own ? '' : edit?.artifact, edit?.change, edit?.pointer, edit?.message].join('\n');
}
