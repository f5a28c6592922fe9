/** Who reads what, over several repositories, as `weir graph --format json` has it. */
import type { Verdict } from '../report.generated.ts';

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
  /** By the id of an artifact the outputs that it reaches; left out where it may reach all of them. */
  readonly reaches?: Readonly<Record<string, readonly string[]>>;
  readonly outputs: readonly string[];
  readonly owners: readonly string[];
  /** What checks of the last month came to; only where that is known. */
  readonly lately?: Lately;
}

/** Of the changes of the last month that reached a pipeline. */
export interface Lately {
  /** Newest first; of at least one change. */
  readonly checks: readonly LateCheck[];
}

export interface LateCheck {
  readonly verdict: Verdict;
  /** When it was merged, ISO 8601. */
  readonly at: string;
  /** `acme/events#12` */
  readonly change: string;
  /** Of the check's page. */
  readonly href: string;
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

export function nameOf({ repository, name }: Pick<GraphPipeline, 'repository' | 'name'>): string {
  return repository === '' ? name : `${repository} · ${name}`;
}

/** The outputs that an artifact of the pipeline may move. */
export function reachedOutputs({ reaches, outputs }: GraphPipeline, id: string): readonly string[] {
  return reaches?.[id] ?? outputs;
}
