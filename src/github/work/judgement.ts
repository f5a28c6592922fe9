/** What judging a subject gives. */
import type { Config } from '../../config/config.ts';
import type { CheckOutcome } from '../check/outcome.ts';
import type { Replayed } from './report-store.ts';

/** What came out, and what it was judged by as far as that became known. */
export interface SubjectJudgement {
  readonly outcome: CheckOutcome;
  readonly mergeBase?: string;
  /** Branch whose weir.yml judges. */
  readonly trunk?: string;
  /** Which weir.yml stands at the tip of the branch, whether or not it could be used. */
  readonly configMark?: string;
  /** Digest of the pull requests that the description names, as `markOf` says it; undefined where it names none. */
  readonly together?: string;
  /** Digest of the decisions that counted. */
  readonly decided?: string;
  readonly config?: Config;
  /** Paths at head. */
  readonly headFiles?: ReadonlySet<string>;
  /** Texts of the edited artifacts, for the report's page. */
  readonly sources?: Replayed['sources'];
}
