/** What the map of who reads what is made of, whoever looks at it. `src/github/work/map-facts.ts` asks GitHub for it. */
import type { Graph } from '../../../report/reads/graph.ts';
import type { InstalledRepository } from '../../port/app.ts';

export interface Joined extends InstalledRepository {
  /** `owner/name` of those that its weir.yml may name, lower case. */
  readonly names: ReadonlySet<string>;
}

export interface MapFacts {
  /** Every repository of the installation that has something in it and is not archived. */
  all(installation: number, signal: AbortSignal): Promise<readonly Joined[]>;
  /** Its pipelines, and what they read, whosesoever that is, as its default branch has it; undefined where its weir.yml does not stand. */
  graphOf(one: Joined, signal: AbortSignal): Promise<Graph | undefined>;
}
