/** What merges of the last month did to a pipeline: those of its own repository, and those of upstreams whose check had a line for it. */
import type { GraphPipeline, LateCheck } from '../../../report/reads/graph.ts';
import { folderOf } from '../address.ts';
import { writeCheckName } from '../check-name.ts';
import type { Merge } from '../merges.ts';

/** Merges into the default branch of one repository. */
export interface Merged {
  readonly owner: string;
  readonly repo: string;
  readonly merges: readonly Merge[];
}

/** @param all of repositories that the viewer may read */
export function withLately(pipeline: GraphPipeline, all: readonly Merged[], publicUrl: string): GraphPipeline {
  const checks = all.flatMap((merged) => checksIn(merged, pipeline, publicUrl));
  if (checks.length === 0) return pipeline;
  return { ...pipeline, lately: { checks: checks.toSorted((a, b) => b.at.localeCompare(a.at)) } };
}

function checksIn({ owner, repo, merges }: Merged, pipeline: GraphPipeline, publicUrl: string): LateCheck[] {
  const name = `${owner}/${repo}`;
  return merges.flatMap(({ number, at, record }): LateCheck[] => {
    const judged = record?.pipelines?.find(
      (one) =>
        one.name === pipeline.name && (one.repository ?? name).toLowerCase() === pipeline.repository.toLowerCase(),
    );
    if (!record || !judged) return [];
    const check = writeCheckName({ pull: record.pull, head: record.head });
    const href = `${publicUrl}${folderOf({ owner, repo })}/${check}`;
    return [{ verdict: judged.verdict, at, change: `${name}#${number}`, href }];
  });
}
