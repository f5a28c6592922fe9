/**
 * What people decided in a pull request, in a form that only the App can have written: each decision is signed with a
 * key made of the App's private key, so that copies in comments, which others may edit, cannot be forged.
 */

/** Plain data; `at` is GitHub's time of the comment or button, ISO 8601. */
export type Decision = Approve | Revoke | AllowRun;

interface Made {
  /** `owner/repo#12`, lower case: a decision counts nowhere else. */
  readonly subject: string;
  /** Login of who decided, without `@`. */
  readonly by: string;
  readonly at: string;
  /** The comment that said so; undefined for a button. */
  readonly comment?: number;
}

/** An owner accepts what a pipeline's outputs do under exactly this change. */
export interface Approve extends Made {
  readonly kind: 'approve';
  readonly pipeline: string;
  readonly fingerprint: string;
  readonly reason: string;
}

/** Takes every earlier approval of the pipeline back. */
export interface Revoke extends Made {
  readonly kind: 'revoke';
  readonly pipeline: string;
}

/** A maintainer lets this head of a fork be replayed, and no other. */
export interface AllowRun extends Made {
  readonly kind: 'run';
  readonly head: string;
}
