/**
 * What differs between base and head in the files that weir.yml governs. Decided by their contents alone, so no list
 * of changed files can hide anything; what differs in form only is no change.
 */
import type { Config, PipelineConfig } from '../config/config.ts';
import { locating, type Problem, RepositoryError } from '../errors.ts';
import { nearestFile } from '../nearest.ts';
import type { Renames, Snapshot } from '../repository/snapshot.ts';
import type { Artifact, Edit, Engine } from './engine.ts';
import { loadArtifact, sameContent } from './load.ts';
import { engineFor } from './registry.ts';

/** A governed path and the engine that reads it. */
export interface GovernedPath {
  readonly path: string;
  readonly engine: Engine;
}

/** One governed path on both sides. */
export interface Change {
  readonly path: string;
  /** Undefined where base does not have it yet. */
  readonly base: Artifact | undefined;
  /** Undefined where head has it no longer, under any name. */
  readonly head: Artifact | undefined;
  /** Empty where nothing differs that could matter. */
  readonly edits: readonly Edit[];
}

/** The paths that a pipeline's outputs depend on, in the order of weir.yml: its lineage. */
export function lineage(pipeline: PipelineConfig): GovernedPath[] {
  const params = pipeline.params === undefined ? [] : [{ path: pipeline.params, engine: engineFor('params') }];
  const steps = pipeline.steps.flatMap((step) => {
    return step.path === undefined ? [] : [{ path: step.path, engine: engineFor(step.engine) }];
  });
  return [...params, ...steps];
}

/** What differs in the lineages of these pipelines, by path. Throws ArtifactError where a side does not parse. */
export async function findChanges(
  pipelines: readonly PipelineConfig[],
  base: Snapshot,
  head: Snapshot,
  renames: () => Promise<Renames>,
): Promise<ReadonlyMap<string, Change>> {
  const changes = new Map<string, Change>();
  for (const { path, engine } of pipelines.flatMap(lineage)) {
    if (changes.has(path)) continue;
    const atBase = await load(base, 'base', path, engine);
    changes.set(
      path,
      atBase
        ? await compare(path, engine, atBase, head, renames)
        : { path, base: undefined, head: undefined, edits: [] },
    );
  }
  return changes;
}

/**
 * Throws RepositoryError that names every governed file that base lacks, at the line of weir.yml that asks for it.
 * @param trunk where that weir.yml stands; a file that it has and base does not yet have is only newer than base
 */
export async function assertBaseComplete(
  config: Config,
  pipelines: readonly PipelineConfig[],
  changes: ReadonlyMap<string, Change>,
  trunk: Snapshot,
): Promise<void> {
  const missing: Problem[] = [];
  for (const pipeline of pipelines) {
    for (const { path } of lineage(pipeline)) {
      if (changes.get(path)?.base || (await trunk.read(path)) !== undefined) continue;
      missing.push({ ...missingAt(trunk, path, pipeline, config), nearest: nearestFile(path, await trunk.list()) });
    }
  }
  if (missing.length > 0) throw new RepositoryError(missing);
}

async function compare(
  path: string,
  engine: Engine,
  base: Artifact,
  head: Snapshot,
  renames: () => Promise<Renames>,
): Promise<Change> {
  const inPlace = await load(head, 'head', path, engine);
  if (inPlace)
    return { path, base, head: inPlace, edits: sameContent(base, inPlace) ? [] : await diff(base, inPlace, engine) };
  const moved = (await renames()).get(path);
  const elsewhere = moved === undefined ? undefined : await load(head, 'head', moved, engine);
  if (moved === undefined || !elsewhere) return { path, base, head: undefined, edits: [removal(path, base, engine)] };
  const edits = [...(await diff(base, elsewhere, engine)), move(path, moved, engine)];
  return { path, base, head: elsewhere, edits };
}

function load(snapshot: Snapshot, side: string, path: string, engine: Engine): Promise<Artifact | undefined> {
  return locating(new Map(), side, () => loadArtifact((file) => snapshot.read(file), path, engine));
}

/** A side that does not parse cannot be compared with itself either: so the error learns which one it is. */
async function diff(base: Artifact, head: Artifact, engine: Engine): Promise<Edit[]> {
  await locating(base.files, 'base', () => engine.diff(base, base));
  return locating(head.files, 'head', () => engine.diff(base, head));
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
    lines: [1, Math.max(1, (base.files.get(path) ?? '').trimEnd().split('\n').length)],
    compatibility: 'breaking',
    message: 'the file is gone at head',
    change: 'file-removed',
  };
}

function placeless(path: string, engine: Engine): Pick<Edit, 'artifact' | 'kind' | 'engine' | 'pointer' | 'lines'> {
  return { artifact: path, kind: engine.kind, engine: `${engine.id}@${engine.version}`, pointer: '', lines: [1, 1] };
}

function missingAt(base: Snapshot, path: string, pipeline: PipelineConfig, config: Config): Problem {
  const step = pipeline.steps.find((candidate) => candidate.path === path);
  const { line, column } = step?.range ?? pipeline.range;
  return { file: config.path, line, column, message: `${path} does not exist at base (${base.name})` };
}
