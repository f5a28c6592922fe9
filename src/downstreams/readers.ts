/** Which pipelines of another repository read files of the one that changes, and at which of its refs. */
import { lineage } from '../artifacts/artifact-changes.ts';
import type { Config, PipelineConfig } from '../config/config.ts';
import { parseElsewhere, refAtHead } from '../document/elsewhere.ts';
import { fileOf } from '../document/part.ts';
import { type Changing, sameRepository } from './changing.ts';

export interface ReadingPipeline {
  readonly pipeline: PipelineConfig;
  /** Refs of the repository that changes, in the order of weir.yml; its default branch where none is written. */
  readonly reads: readonly string[];
  /** Their paths there. */
  readonly files: readonly string[];
  /** One of them is the branch that the change goes to: a merge reaches it. */
  readonly follows: boolean;
  /** Third repositories that it reads, too. */
  readonly others: readonly string[];
}

export function readersOf(
  { pipelines }: Config,
  { repository, branch, defaultBranch }: Pick<Changing, 'repository' | 'branch' | 'defaultBranch'>,
): ReadingPipeline[] {
  return pipelines.flatMap((pipeline) => {
    const named = lineage(pipeline).flatMap(({ path }) => parseElsewhere(path) ?? []);
    const own = named.filter((one) => sameRepository(one.repository, repository));
    if (own.length === 0) return [];
    const reads = [...new Set(own.map((one) => refAtHead(one) ?? defaultBranch))];
    const others = new Set(named.filter((one) => !own.includes(one)).map((one) => one.repository));
    const files = own.map(({ path }) => fileOf(path));
    return [{ pipeline, reads, files, follows: reads.includes(branch), others: [...others] }];
  });
}
