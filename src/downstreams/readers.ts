/** Which pipelines of another repository read files of the one that changes, and at which of its refs. */
import { lineage } from '../artifacts/artifact-changes.ts';
import type { Config, PipelineConfig } from '../config/config.ts';
import { parseElsewhere, refAtHead } from '../document/elsewhere.ts';
import { fileOf } from '../document/part.ts';
import { type Changing, isCalled } from './changing.ts';

export interface ReadingPipeline {
  readonly pipeline: PipelineConfig;
  /** Refs of the repository that changes, in the order of weir.yml; its default branch where none is written. */
  readonly reads: readonly string[];
  /** What it calls that repository. */
  readonly called: readonly string[];
  /** Their paths there. */
  readonly files: readonly string[];
  /** One of them is the branch that the change goes to: a merge reaches it. */
  readonly follows: boolean;
  /** Third repositories that it reads, too. */
  readonly others: readonly string[];
}

export function readersOf(
  { pipelines }: Config,
  changing: Pick<Changing, 'repository' | 'formerly' | 'branch' | 'defaultBranch'>,
): ReadingPipeline[] {
  const { branch, defaultBranch } = changing;
  return pipelines.flatMap((pipeline) => {
    const named = lineage(pipeline).flatMap(({ path }) => parseElsewhere(path) ?? []);
    const own = named.filter((one) => isCalled(changing, one.repository));
    if (own.length === 0) return [];
    const reads = [...new Set(own.map((one) => refAtHead(one) ?? defaultBranch))];
    const others = new Set(named.filter((one) => !own.includes(one)).map((one) => one.repository));
    const files = own.map(({ path }) => fileOf(path));
    const called = [...new Set(own.map((one) => one.repository))];
    return [{ pipeline, reads, called, files, follows: reads.includes(branch), others: [...others] }];
  });
}
