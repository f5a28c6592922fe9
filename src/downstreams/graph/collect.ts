/** Who reads what, over several repositories: from the weir.yml of each, and from the files that these name. */
import { lineage } from '../../artifacts/artifact-changes.ts';
import { textIn } from '../../artifacts/content.ts';
import { loadArtifact } from '../../artifacts/load.ts';
import { placeOf } from '../../artifacts/proposal.ts';
import type { Reference } from '../../artifacts/reference.ts';
import type { Config, PipelineConfig } from '../../config/config.ts';
import { readEach } from '../../config/each/read.ts';
import { configPath, parseConfig } from '../../config/load.ts';
import { parseElsewhere, writtenElsewhere } from '../../document/elsewhere.ts';
import { fileOf, splitPart } from '../../document/part.ts';
import { compileRead } from '../../document/pointer.ts';
import { parseSource } from '../../document/source.ts';
import { ifWeirError, WeirError } from '../../errors.ts';
import { onceEach } from '../../once.ts';
import type { DeadEdge, Graph, GraphArtifact, GraphPipeline } from '../../report/reads/graph.ts';
import { reachedOutputs } from '../../report/reads/graph.ts';
import { composite, type SnapshotElsewhere } from '../../repository/composite.ts';
import type { Snapshot } from '../../repository/snapshot.ts';
import { reachedBySteps } from './reached.ts';

export interface Governed {
  readonly repository: string;
  readonly snapshot: Snapshot;
}

/**
 * Throws ConfigError where a weir.yml is wrong; a repository without one has no pipelines.
 * @param open a repository at what a weir.yml names it at, throws RepositoryError; `as named`: nothing is read but weir.yml and
 *   files of many rules, so that no file's references are known and no name is known to lead nowhere
 */
export async function collect(repositories: readonly Governed[], open: SnapshotElsewhere | 'as named'): Promise<Graph> {
  const artifacts = new Map<string, GraphArtifact>();
  const pipelines: GraphPipeline[] = [];
  const dead: DeadEdge[] = [];
  for (const { repository, snapshot } of repositories) {
    const config = await configAt(snapshot);
    const look = open === 'as named' ? lookAtParts(snapshot) : lookAtAll(composite(snapshot, open, []));
    for (const pipeline of config?.pipelines ?? []) {
      const found = new Map<string, Found | string>();
      for (const reference of lineage(pipeline)) {
        const named = nameIn(repository, reference);
        const one = await look(reference);
        found.set(reference.path, one);
        artifacts.set(named.id, { ...named, files: typeof one === 'string' ? [] : one.files });
        if (typeof one !== 'string') continue;
        const { line } = placeOf(reference.path, pipeline, config as Config);
        dead.push({ repository, pipeline: pipeline.name, artifact: named.id, reason: one, line });
      }
      pipelines.push(pipelineOf(repository, pipeline, found));
    }
  }
  return { version: 1, artifacts: [...artifacts.values()], pipelines, dead };
}

/** As its checks read it, but that an `each` which finds no rule is one name, with its star, that leads nowhere. */
async function configAt(snapshot: Snapshot): Promise<Config | undefined> {
  const text = await snapshot.read(configPath);
  if (text === undefined) return undefined;
  const found = await readEach(text, configPath, (path) => snapshot.read(path));
  const each = new Map([...found].map(([key, names]) => [key, names.length === 0 ? [NO_RULE] : names]));
  return parseConfig(text, configPath, { each });
}

/** No rule is called so but where nobody else is. */
const NO_RULE = '*';

function pipelineOf(
  repository: string,
  pipeline: PipelineConfig,
  found: ReadonlyMap<string, Found | string>,
): GraphPipeline {
  const { name, owners, steps } = pipeline;
  // What no rule is there for has no output either.
  const missing = new Set(
    steps.flatMap((step) =>
      step.kind === 'rules' &&
      splitPart(step.path).pointer?.split('/').includes(NO_RULE) &&
      typeof found.get(step.path) === 'string'
        ? [step.into]
        : [],
    ),
  );
  const known = pipeline.outputs.filter(({ at }) => !missing.has(at));
  const outputs = known.map((output) => output.name);
  const writing = steps.map((step) => {
    const one = step.path === undefined ? undefined : found.get(step.path);
    return {
      path: step.path,
      into: 'into' in step ? step.into : undefined,
      text: typeof one === 'object' ? one.text : undefined,
    };
  });
  const bySteps = reachedBySteps(writing, known);
  const reaches: Record<string, readonly string[]> = {};
  const reads = lineage(pipeline).map((reference) => {
    const { id } = nameIn(repository, reference);
    const own = new Set(steps.flatMap(({ path }, at) => (path === reference.path ? (bySteps[at] ?? []) : [])));
    // Params stand beside every step.
    const isEverywhere = reference.path === pipeline.params || own.size === outputs.length;
    if (!isEverywhere) reaches[id] = outputs.filter((output) => own.has(output));
    return id;
  });
  return { repository, name, reads, ...(Object.keys(reaches).length > 0 && { reaches }), outputs, owners };
}

/** What is downstream of a file, named as `path` or `owner/name:path`: all else is left out. */
export function reachedBy(graph: Graph, file: string, own: string): Graph {
  const colon = file.indexOf(':');
  const [repository, path] = colon === -1 ? [own, file] : [file.slice(0, colon), file.slice(colon + 1)];
  const reached = graph.artifacts.filter(
    (artifact) =>
      artifact.repository === repository &&
      (artifact.files.includes(path) || fileOf(artifact.path) === path || artifact.path === path),
  );
  const ids = new Set(reached.map(({ id }) => id));
  const pipelines = graph.pipelines.flatMap((pipeline) => {
    const reading = pipeline.reads.filter((id) => ids.has(id));
    const outputs = new Set(reading.flatMap((id) => reachedOutputs(pipeline, id)));
    return reading.length === 0 ? [] : [{ ...pipeline, outputs: pipeline.outputs.filter((name) => outputs.has(name)) }];
  });
  return { ...graph, artifacts: reached, pipelines, dead: graph.dead.filter(({ artifact }) => ids.has(artifact)) };
}

function nameIn(repository: string, { path, engine }: Reference): Omit<GraphArtifact, 'files'> {
  const about = { kind: engine.kind, engine: engine.id };
  const elsewhere = parseElsewhere(path);
  if (elsewhere) {
    const { repository: other, ref, path: file } = elsewhere;
    return {
      id: writtenElsewhere(elsewhere),
      repository: other,
      path: file,
      ...(ref !== undefined && { ref }),
      ...about,
    };
  }
  return { id: repository === '' ? path : `${repository}:${path}`, repository, path, ...about };
}

interface Found {
  /** Paths in the artifact's repository. */
  readonly files: readonly string[];
  /** Of the part of its file that it is. */
  readonly text?: string | undefined;
}

const GONE = 'the path is not there';

/** Or why there is none. */
type Look = (reference: Reference) => Promise<Found | string>;

function lookAtAll(from: Snapshot): Look {
  return async ({ path, engine, options }) => {
    try {
      const artifact = await loadArtifact(from, path, engine, (beside) => from.list(beside), options);
      if (!artifact) return GONE;
      const files = [...artifact.files.keys()].map((file) => parseElsewhere(file)?.path ?? file);
      const { pointer } = artifact;
      if (pointer === undefined) return { files };
      const file = fileOf(path);
      return { files, text: partText(textIn(artifact, file), file, pointer) };
    } catch (error) {
      if (!(error instanceof WeirError)) throw error;
      return error.problems[0]?.message ?? 'it cannot be read';
    }
  };
}

/** Files of many rules of the repository itself: reading weir.yml has read those with `each` anyway. */
function lookAtParts(from: Snapshot): Look {
  const texts = onceEach((file: string) => from.read(file).catch(ifWeirError));
  return async ({ path }) => {
    const { file, pointer } = splitPart(path);
    if (pointer === undefined || parseElsewhere(path)) return { files: [] };
    const text = await texts(file);
    const part = text === undefined ? undefined : partText(text, file, pointer);
    return part === undefined ? GONE : { files: [], text: part };
  };
}

/** Undefined where nothing stands there. */
function partText(text: string, file: string, pointer: string): string | undefined {
  try {
    return JSON.stringify(compileRead(pointer)(parseSource(text, file, WeirError, 'last-counts').value));
  } catch (error) {
    return ifWeirError(error);
  }
}
