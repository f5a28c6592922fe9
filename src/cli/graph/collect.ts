/** Who reads what, over several repositories: from the weir.yml of each, and from the files that these name. */
import { lineage } from '../../artifacts/artifact-changes.ts';
import { loadArtifact } from '../../artifacts/load.ts';
import { placeOf } from '../../artifacts/proposal.ts';
import type { Reference } from '../../artifacts/reference.ts';
import type { Config } from '../../config/config.ts';
import { readConfigAt } from '../../config/read.ts';
import { parseElsewhere, writtenElsewhere } from '../../document/elsewhere.ts';
import { fileOf } from '../../document/part.ts';
import { WeirError } from '../../errors.ts';
import { composite } from '../../repository/composite.ts';
import type { Snapshot } from '../../repository/snapshot.ts';
import type { Upstreams } from '../upstreams.ts';

export interface GraphArtifact {
  /** As weir.yml writes it, with the repository in front: `acme/events:schemas/booking.json@main`. */
  readonly id: string;
  /** `owner/name`; empty for the repository itself where its name is not known. */
  readonly repository: string;
  readonly path: string;
  /** Left out where it is read beside its weir.yml, or at the default branch. */
  readonly ref?: string;
  readonly kind: string;
  readonly engine: string;
  /** The file and those that it refers to, in its repository; empty where it could not be read. */
  readonly files: readonly string[];
}

export interface GraphPipeline {
  readonly repository: string;
  readonly name: string;
  /** Ids of artifacts, in the order of weir.yml. */
  readonly reads: readonly string[];
  readonly outputs: readonly string[];
  readonly owners: readonly string[];
}

export interface DeadEdge {
  readonly repository: string;
  readonly pipeline: string;
  readonly artifact: string;
  readonly reason: string;
  /** In that repository's weir.yml. */
  readonly line?: number;
}

export interface Graph {
  readonly version: 1;
  readonly artifacts: readonly GraphArtifact[];
  readonly pipelines: readonly GraphPipeline[];
  readonly dead: readonly DeadEdge[];
}

export interface Governed {
  readonly repository: string;
  readonly snapshot: Snapshot;
}

/** Throws ConfigError where a weir.yml is wrong; a repository without one has no pipelines. */
export async function collect(repositories: readonly Governed[], upstreams: Upstreams): Promise<Graph> {
  const artifacts = new Map<string, GraphArtifact>();
  const pipelines: GraphPipeline[] = [];
  const dead: DeadEdge[] = [];
  for (const { repository, snapshot } of repositories) {
    const config = await readConfigAt(snapshot);
    const whole = composite(snapshot, upstreams.open, []);
    for (const pipeline of config?.pipelines ?? []) {
      const reads: string[] = [];
      for (const reference of lineage(pipeline)) {
        const named = nameIn(repository, reference);
        reads.push(named.id);
        const found = await filesOf(reference, whole);
        artifacts.set(named.id, { ...named, files: typeof found === 'string' ? [] : found });
        if (typeof found !== 'string') continue;
        const { line } = placeOf(reference.path, pipeline, config as Config);
        dead.push({ repository, pipeline: pipeline.name, artifact: named.id, reason: found, line });
      }
      const { name, outputs, owners } = pipeline;
      pipelines.push({ repository, name, reads, outputs: outputs.map((output) => output.name), owners });
    }
  }
  return { version: 1, artifacts: [...artifacts.values()], pipelines, dead };
}

/** What is downstream of a file, named as `path` or `owner/name:path`: all else is left out. */
export function reachedBy(graph: Graph, file: string, own: string): Graph {
  const colon = file.indexOf(':');
  const [repository, path] = colon === -1 ? [own, file] : [file.slice(0, colon), file.slice(colon + 1)];
  const reached = graph.artifacts.filter(
    (artifact) =>
      artifact.repository === repository && (artifact.files.includes(path) || fileOf(artifact.path) === path),
  );
  const ids = new Set(reached.map(({ id }) => id));
  return {
    ...graph,
    artifacts: reached,
    pipelines: graph.pipelines.filter(({ reads }) => reads.some((id) => ids.has(id))),
    dead: graph.dead.filter(({ artifact }) => ids.has(artifact)),
  };
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

/** Paths in the artifact's repository, or why there are none. */
async function filesOf({ path, engine, options }: Reference, from: Snapshot): Promise<string[] | string> {
  try {
    const artifact = await loadArtifact(from, path, engine, (beside) => from.list(beside), options);
    if (!artifact) return 'the path is not there';
    return [...artifact.files.keys()].map((file) => parseElsewhere(file)?.path ?? file);
  } catch (error) {
    if (!(error instanceof WeirError)) throw error;
    return error.problems[0]?.message ?? 'it cannot be read';
  }
}
