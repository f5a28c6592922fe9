/**
 * What differs between base and head in the files that weir.yml governs. Decided by their contents alone, so no list
 * of changed files can hide anything; what differs in form only is no change.
 */
import type { Config, PipelineConfig, StepConfig } from '../config/config.ts';
import { parseElsewhere, shownPath } from '../document/elsewhere.ts';
import { splitPart } from '../document/part.ts';
import { ifWeirError, locating, type Problem, RepositoryError } from '../errors.ts';
import { nearestFile } from '../nearest.ts';
import type { Renames, Snapshot } from '../repository/snapshot.ts';
import { assertSound } from './assert-sound.ts';
import { type Earlier, earlierEdits, type History } from './compatibility/earlier.ts';
import { graded } from './compatibility/level.ts';
import type { Content } from './content.ts';
import { editsBetween } from './edits-between.ts';
import type { Artifact, Edit, Engine, Options } from './engine.ts';
import { loadArtifact, sameContent, withGone } from './load.ts';
import { migrationEdits } from './migrated.ts';
import { withInert } from './modes.ts';
import { keyOf, type Reference, type ReferenceKey } from './reference.ts';
import { engineFor } from './registry.ts';
import { formerOf, inPlace, isAmong, isReadAtBase, isReadByAnother, onlySide } from './sides.ts';

/** One governed artifact on both sides. */
export interface ArtifactChange {
  readonly reference: Reference;
  /** Undefined where base does not have it yet. */
  readonly base: Artifact | undefined;
  /** Undefined where head has it no longer, under any name. */
  readonly head: Artifact | undefined;
  /** Empty where nothing differs that could matter. */
  readonly edits: readonly Edit[];
  /** What head breaks for readers of versions before base, where its step asks. */
  readonly earlier?: Earlier;
  /** Head has its file no longer, and no step that reads it. */
  readonly gone?: true;
  /** It is edited, and head's weir.yml has no step read it any more, so that nobody is asked what the edits do. */
  readonly left?: true;
}

/** Everything that is governed in any of some pipelines, each artifact once, in the order of weir.yml. */
export type ArtifactChanges = ReadonlyMap<ReferenceKey, ArtifactChange>;

/** The artifacts that a pipeline's outputs depend on, in the order of weir.yml: its lineage. */
export function lineage(pipeline: PipelineConfig): Reference[] {
  return [paramsOf(pipeline), ...pipeline.steps.map(artifactOf)].filter((reference) => reference !== undefined);
}

/** What the pipeline's params are read from; undefined where it has none. */
export function paramsOf({ params, paramsAtHead }: PipelineConfig): Reference | undefined {
  return params === undefined ? undefined : referTo(params, paramsAtHead, 'params');
}

/** What a step runs; undefined for one that has no file. */
export function artifactOf(step: StepConfig): Reference | undefined {
  const { path, pathAtHead, only, engine, engineAtHead, options } = step;
  if (path === undefined) return undefined;
  const sided = { ...(only && { only }), ...(engineAtHead !== undefined && { engineAtHead }) };
  return { ...referTo(path, pathAtHead, engine, options), ...sided };
}

function referTo(path: string, pathAtHead: string | undefined, engine: string, options?: Options): Reference {
  return {
    repository: parseElsewhere(path)?.repository ?? '',
    path,
    engine: engineFor(engine),
    ...(options && { options }),
    ...(pathAtHead !== undefined && { pathAtHead }),
  };
}

/** What differs in the lineages of these pipelines. Throws ArtifactError where a side does not parse. */
export async function findArtifactChanges(
  pipelines: readonly PipelineConfig[],
  base: Snapshot,
  head: Snapshot,
  renames: () => Promise<Renames>,
  history?: History,
): Promise<ArtifactChanges> {
  const changes = new Map<ReferenceKey, ArtifactChange>();
  const references = pipelines.flatMap(lineage);
  const sides = Map.groupBy(references, keyOf);
  for (const reference of references) {
    const key = keyOf(reference);
    if (changes.has(key)) continue;
    const only = onlySide(sides.get(key) ?? []);
    const isMigrated = (sides.get(key) ?? []).every(({ engineAtHead }) => engineAtHead !== undefined);
    const change = await (only === undefined ? changeOf(reference) : oneSided({ ...reference, only }, isMigrated));
    const left = await isLeft(reference, only);
    changes.set(key, { ...change, ...(left && { left: true }) });
    // What base's weir.yml names is looked at as well: by that its edits are judged.
    const plain = left && reference.pathAtHead !== undefined ? inPlace(reference) : undefined;
    const own = plain && !changes.has(keyOf(plain)) ? await changeOf(plain).catch(ifWeirError) : undefined;
    if (plain && own) changes.set(keyOf(plain), own);
  }
  return changes;

  async function changeOf(reference: Reference): Promise<ArtifactChange> {
    const atBase = await load(base, 'base', reference);
    if (!atBase) return { reference, base: undefined, head: await load(head, 'head', reference), edits: [] };
    return withEarlier(await compare(reference, atBase, { base, head }, renames), history);
  }

  /**
   * The other side's version counts where it is one: base's schema tells what production sent, whatever its step says. It is none where
   * its file is read by another engine there.
   * @param isMigrated whether it is base's, and another engine reads its file in its place at head
   */
  async function oneSided(reference: Reference, isMigrated: boolean): Promise<ArtifactChange> {
    const isBase = reference.only === 'base';
    const own = await (isBase ? load(base, 'base', reference) : standing(reference));
    const alone: ArtifactChange = { reference, base: own, head: own, edits: [] };
    if (isMigrated) return alone;
    const former = isBase ? undefined : formerOf(reference, references);
    if (former && former.engine.name !== reference.engine.name) return own ? migrated(own, reference, former) : alone;
    const whole = await changeOf(inPlace(reference)).catch(ifWeirError);
    const isElsewhere = isBase && whole?.head && !whole.head.files.has(splitPart(reference.path).file);
    if (isElsewhere && isReadByAnother(whole.head, reference, references)) return { ...alone, gone: true };
    const isTwice = !isBase && isReadAtBase(reference, references);
    if (own && whole?.base && whole.head) return { ...whole, reference, edits: isTwice ? [] : whole.edits };
    return isBase && !isAmong(reference, await head.list(reference.path)) ? { ...alone, gone: true } : alone;
  }

  async function migrated(own: Artifact, reference: Reference, former: Reference): Promise<ArtifactChange> {
    const before = await load(base, 'base', former);
    const engines = { base: former.engine, head: reference.engine };
    return { reference, base: own, head: own, edits: before ? migrationEdits(before, own, engines) : [] };
  }

  /** Head's; undefined for one that would not stand, which is said where head's weir.yml is looked at. */
  async function standing(reference: Reference): Promise<Artifact | undefined> {
    const own = await load(head, 'head', reference).catch(ifWeirError);
    if (!own) return undefined;
    try {
      await assertSound(own, reference.engine);
      return own;
    } catch (error) {
      return ifWeirError(error);
    }
  }

  /** It has edits, or is nothing any more that its engine reads, and no step reads it once the change is merged. */
  async function isLeft(reference: Reference, only: 'base' | 'head' | undefined): Promise<boolean> {
    if (only === 'head' || (only === undefined && reference.pathAtHead === undefined)) return false;
    const isRead = ({ path, pathAtHead = path, only: side }: Reference) =>
      side !== 'base' && pathAtHead === reference.path;
    if (references.some(isRead)) return false;
    const plain = inPlace(reference);
    try {
      if (!(await load(head, 'head', plain))) return false;
      return (await changeOf(plain)).edits.some(({ describes }) => !describes);
    } catch (error) {
      return ifWeirError(error) ?? true;
    }
  }
}

/**
 * Throws RepositoryError that names every governed file that base lacks, at the line of weir.yml that asks for it.
 * @param trunk where that weir.yml stands; a file that it has and base does not yet have is only newer than base
 */
export async function assertBaseComplete(
  config: Config,
  pipelines: readonly PipelineConfig[],
  changes: ArtifactChanges,
  trunk: Snapshot,
): Promise<void> {
  const missing: Problem[] = [];
  for (const pipeline of pipelines) {
    for (const reference of lineage(pipeline)) {
      const { path, only } = reference;
      // What head's steps lack is said where head's weir.yml is looked at.
      if (only === 'head') continue;
      if (changes.get(keyOf(reference))?.base || (await load(trunk, 'base', reference))) continue;
      const near = nearestFile(path, await trunk.list(path));
      missing.push({ ...missingAt(trunk, path, pipeline, config), nearest: near && shownPath(near) });
    }
  }
  if (missing.length > 0) throw new RepositoryError(missing);
}

/** Nothing earlier is asked of what is what it was. */
async function withEarlier(change: ArtifactChange, history: History | undefined): Promise<ArtifactChange> {
  const { reference, base, head, edits } = change;
  if (!base || !head || edits.length === 0) return change;
  const earlier = await earlierEdits(reference, base, head, edits, history);
  return { ...change, edits: graded(edits, reference.options), earlier };
}

async function compare(
  reference: Reference,
  base: Artifact,
  sides: { readonly base: Snapshot; readonly head: Snapshot },
  renames: () => Promise<Renames>,
): Promise<ArtifactChange> {
  const { head } = sides;
  const { path, engine, pathAtHead } = reference;
  // What is wrong with such a file is said where head's weir.yml is looked at.
  const renamed = pathAtHead === undefined ? undefined : await readInPlace(pathAtHead).catch(ifWeirError);
  if (renamed) return renamed;
  const found = await load(head, 'head', reference);
  const known = found && (await withGone(base, found, engine, head, () => head.list(path)));
  const inPlace = known && (await withInert(base, known, engine, sides));
  if (inPlace)
    return {
      reference,
      base,
      head: inPlace,
      edits: sameContent(base, inPlace) ? [] : await editsBetween(base, inPlace, engine),
    };
  const { file, pointer } = splitPart(path);
  const target = (await renames()).get(file);
  const moved = target === undefined || pointer === undefined ? target : `${target}#${pointer}`;
  const elsewhere = moved === undefined ? undefined : await load(head, 'head', { ...reference, path: moved });
  if (moved === undefined || !elsewhere)
    return { reference, base, head: undefined, edits: [removal(path, base, engine)] };
  return movedTo(moved, elsewhere);

  async function readInPlace(to: string): Promise<ArtifactChange | undefined> {
    const artifact = await load(head, 'head', { ...reference, path: to });
    return artifact && movedTo(to, artifact);
  }

  async function movedTo(to: string, artifact: Artifact): Promise<ArtifactChange> {
    const known = await withGone(base, artifact, engine, head, () => head.list(to));
    const edits = [...(await editsBetween(base, known, engine)), move(path, to, engine)];
    return { reference, base, head: artifact, edits };
  }
}

function load(snapshot: Snapshot, side: string, { path, engine, options }: Reference): Promise<Artifact | undefined> {
  const list = () => snapshot.list(path);
  return locating(new Map(), side, () => loadArtifact(snapshot, path, engine, list, options));
}

function move(path: string, to: string, engine: Engine): Edit {
  return {
    ...placeless(path, engine),
    compatibility: 'risky',
    message: `moved to ${to}`,
    change: 'file-moved',
  };
}

function removal(path: string, base: Artifact, engine: Engine): Edit {
  return {
    ...placeless(path, engine),
    lines: [1, lineCount(base.files.get(path))],
    compatibility: 'breaking',
    message: base.pointer === undefined ? 'the file is gone at head' : `${base.pointer} is gone at head`,
    change: 'file-removed',
  };
}

function lineCount(content: Content = ''): number {
  return typeof content === 'string' ? Math.max(1, content.trimEnd().split('\n').length) : 1;
}

function placeless(path: string, engine: Engine): Pick<Edit, 'artifact' | 'kind' | 'engine' | 'pointer' | 'lines'> {
  const { file: artifact, pointer = '' } = splitPart(path);
  return { artifact, kind: engine.kind, engine: `${engine.id}@${engine.version}`, pointer, lines: [1, 1] };
}

function missingAt(base: Snapshot, path: string, pipeline: PipelineConfig, config: Config): Problem {
  const step = pipeline.steps.find((candidate) => candidate.path === path);
  const { line, column } = step?.range ?? pipeline.range;
  const at = parseElsewhere(path) ? '' : ` (${base.name})`;
  return { file: config.path, line, column, message: `${shownPath(path)} does not exist at base${at}` };
}
