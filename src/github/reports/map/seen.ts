/** A graph as somebody may see it: of repositories that he cannot read nothing is left, not even a name. */
import type { Graph, GraphPipeline } from '../../../report/reads/graph.ts';

/** @param readable `owner/name`, lower case */
export function seenBy({ artifacts, pipelines, ...rest }: Graph, readable: ReadonlySet<string>): Graph {
  const isSeen = ({ repository }: { readonly repository: string }): boolean => readable.has(repository.toLowerCase());
  const seen = artifacts.filter(isSeen);
  const ids = new Set(seen.map(({ id }) => id));
  return {
    ...rest,
    artifacts: seen,
    pipelines: pipelines.filter(isSeen).map((pipeline) => withoutOthers(pipeline, ids)),
    dead: [],
  };
}

function withoutOthers({ reads, reaches, ...pipeline }: GraphPipeline, ids: ReadonlySet<string>): GraphPipeline {
  return {
    ...pipeline,
    reads: reads.filter((id) => ids.has(id)),
    ...(reaches && { reaches: Object.fromEntries(Object.entries(reaches).filter(([id]) => ids.has(id))) }),
  };
}

/** Each artifact once, by what it is called. */
export function joined(graphs: readonly Graph[]): Graph {
  const artifacts = new Map(graphs.flatMap((graph) => graph.artifacts.map((one) => [one.id, one])));
  return {
    version: 1,
    artifacts: [...artifacts.values()],
    pipelines: graphs.flatMap((graph) => graph.pipelines),
    dead: graphs.flatMap((graph) => graph.dead),
  };
}
