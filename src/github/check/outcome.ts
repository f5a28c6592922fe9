/** Everything a started check can come to. Each has one rendering and one conclusion; there is no other way to end. */
import type { Problem } from '../../errors.ts';
import type { Report } from '../../report/report.generated.ts';

export type CheckOutcome =
  /** Weir has an answer. `inconclusive`: what base's weir.yml makes of that verdict. */
  | {
      readonly kind: 'judged';
      readonly report: Report;
      readonly inconclusive: 'block' | 'allow';
      readonly together?: Together;
    }
  /** Neither base nor head has a weir.yml. */
  | { readonly kind: 'unconfigured' }
  /** weir.yml, an artifact or a recording is wrong: nothing was judged. `mayPass`: GitHub may have it the next time. */
  | {
      readonly kind: 'broken';
      readonly problems: readonly Problem[];
      readonly mayPass?: boolean;
      readonly together?: Together;
    }
  /** A fork's head touches governed files and nobody has let it be replayed yet. `edits`: of those files, in words. */
  | { readonly kind: 'waiting'; readonly head: string; readonly author: string }
  /** A merge queue has given the group up, or the pull request was closed. */
  | { readonly kind: 'abandoned'; readonly why: 'closed' | 'dequeued' }
  | { readonly kind: 'superseded'; readonly by: string }
  /** `reached`: how far the replay was, as a title says it. */
  | { readonly kind: 'timed-out'; readonly minutes: number; readonly during: Phase; readonly reached?: string }
  /** GitHub did not let itself be read, again and again. `id` finds it in the log. */
  | { readonly kind: 'unreachable'; readonly id: string; readonly request: string; readonly answer: string }
  /** A bug. `id` finds it in the log. */
  | { readonly kind: 'crashed'; readonly id: string }
  /** Posted once on the default branch, so that the check can be chosen as required. */
  | { readonly kind: 'installed' };

/** What came of the pull requests that the description says the change belongs to. Names are `acme/risk#12`, sentences markdown. */
export interface Together {
  /** Those in place. */
  readonly inPlace: readonly string[];
  /** Those of them that make one set with the change. */
  readonly set: readonly string[];
  /** What came out without them, as a title. */
  readonly alone?: string;
  /** Why it is no success. */
  readonly holds: readonly string[];
  readonly notes: readonly string[];
  /** It is to be judged anew soon, whatever happens. */
  readonly mayPass: boolean;
}

/** What a check is busy with, in their order. */
export type Phase = 'reading' | 'deploying' | 'downloading' | 'waiting' | 'replaying';

/** What GitHub is told. Never `neutral` and never `skipped`: both satisfy a required check. */
export type Conclusion = 'success' | 'failure' | 'action_required' | 'timed_out' | 'cancelled';
