/**
 * Would head's weir.yml stand once it is merged? Looks at every file that it names as head has it, without running
 * anything: what `weir validate` would find, short of the traffic.
 */
import type { Config, PipelineConfig } from '../config/config.ts';
import { shownPath } from '../document/elsewhere.ts';
import { fileOf } from '../document/part.ts';
import { PeerError, type Problem, WeirError } from '../errors.ts';
import { nearestFile } from '../nearest.ts';
import type { Snapshot } from '../repository/snapshot.ts';
import { lineage } from './artifact-changes.ts';
import { assertSound } from './assert-sound.ts';
import { loadArtifact } from './load.ts';
import { keyOf, type Reference, type ReferenceKey } from './reference.ts';
import { unreadFile } from './unread.ts';

/**
 * What has to be mended, in the order of weir.yml.
 * @param judged artifacts that need no look, since the check itself has read them at head or fails because they are gone
 */
export async function proposalProblems(
  config: Config,
  head: Snapshot,
  judged: (reference: ReferenceKey) => boolean,
): Promise<Problem[]> {
  const problems: Problem[] = [];
  const seen = new Set<ReferenceKey>();
  for (const pipeline of config.pipelines) {
    for (const governed of await gathering(problems, pipeline, config, () => lineage(pipeline))) {
      const key = keyOf(governed);
      if (seen.has(key) || judged(key)) continue;
      seen.add(key);
      await gathering(problems, pipeline, config, () => inspect(governed, pipeline, config, head));
    }
  }
  return problems;
}

/** Nothing where the file is fine. Throws WeirErrors. */
async function inspect(
  { path, engine, options }: Reference,
  pipeline: PipelineConfig,
  config: Config,
  head: Snapshot,
): Promise<readonly never[]> {
  const list = () => head.list(path);
  const artifact = await loadArtifact(head, path, engine, list, options).catch((error) => {
    throw error instanceof WeirError ? error.locate(new Map(), 'head') : error;
  });
  if (!artifact) {
    const near = nearestFile(path, await head.list(path));
    const missing = { message: `${shownPath(path)} does not exist`, nearest: near && shownPath(near) };
    throw new WeirError([{ ...placeOf(path, pipeline, config), ...missing }]);
  }
  const file = fileOf(artifact.path);
  const unread = unreadFile(artifact.files.get(file) ?? '', file, engine);
  if (unread) throw new WeirError([{ ...placeOf(path, pipeline, config), ...unread }]);
  try {
    await assertSound(artifact, engine);
  } catch (error) {
    throw error instanceof WeirError ? error.locate(artifact.files, 'head') : error;
  }
  return [];
}

/** Where weir.yml asks for the path. */
export function placeOf(
  path: string,
  { params, paramsRange, steps, range }: PipelineConfig,
  { path: file }: Config,
): Pick<Problem, 'file' | 'line' | 'column'> {
  const own = path === params ? paramsRange : steps.find((step) => step.path === path)?.range;
  const { line, column } = own ?? range;
  return { file, line, column };
}

/** What the work gives; nothing where it throws WeirErrors, with the problems noted at weir.yml unless they have a line of their own. */
async function gathering<T>(
  problems: Problem[],
  pipeline: PipelineConfig,
  config: Config,
  work: () => readonly T[] | Promise<readonly T[]>,
): Promise<readonly T[]> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof WeirError) || error instanceof PeerError) throw error;
    for (const problem of error.problems) {
      const { file, line, message, found } = problem;
      const placed = line === undefined && file !== undefined && file !== config.path;
      problems.push(
        placed
          ? { ...placeOf(file, pipeline, config), message: `${file}: ${message}`, found, side: 'head' }
          : { ...problem, side: 'head' },
      );
    }
    return [];
  }
}
