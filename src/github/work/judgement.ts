/** What judging a subject gives. */
import type { Config } from '../../config/config.ts';
import type { CheckOutcome } from '../check/outcome.ts';
import type { About } from '../port/repository.ts';
import type { JudgedConsumers } from './judge-consumers.ts';
import type { Replayed } from './report-store.ts';

/** What came out, and what it was judged by as far as that became known. */
export interface SubjectJudgement {
  readonly outcome: CheckOutcome;
  readonly mergeBase?: string;
  /** Branch whose weir.yml judges. */
  readonly trunk?: string;
  /** Which weir.yml stands at the tip of the branch, whether or not it could be used. */
  readonly configMark?: string;
  /** Which weir.yml the organization has, where it may say who may block. */
  readonly gatesMark?: string;
  /** Digest of the pull requests that the description names, as `markOf` says it; undefined where it names none. */
  readonly together?: string;
  /** Digest of the decisions that counted. */
  readonly decided?: string;
  readonly config?: Config;
  /** Paths at head. */
  readonly headFiles?: ReadonlySet<string>;
  /** Texts of the edited artifacts, for the report's page. */
  readonly sources?: Replayed['sources'];
  /** What is to be told downstream. */
  readonly downstream?: DownstreamFindings;
  /** `owner/name`, lower case, of those downstream that an earlier check has shown as holding the change. */
  readonly shownBefore?: readonly string[];
}

/** What a check has found about repositories that read files of this one, for their own owners. */
export interface DownstreamFindings extends Pick<JudgedConsumers, 'own' | 'isSomebodyHidden'> {
  /** Of this repository. */
  readonly about: About;
}
