/** A check run as the App sees it. `publish.ts` makes, finds and changes them. */
import type { Action, Annotation } from '../port/checks.ts';
import type { Conclusion } from './outcome.ts';
import type { CheckState } from './state.ts';

/** Its place: one check run for each pull request or merge group at a head. */
export interface CheckTarget {
  readonly head: string;
  /** `pull/12`, `merge-group/gh-readonly-queue/main/pr-12-…`, `installed`. The same commit can be head of several. */
  readonly externalId: string;
}

export interface CheckRun {
  readonly id: number;
  readonly target: CheckTarget;
  /** Its page on GitHub. */
  readonly url?: string;
  readonly status: 'queued' | 'in_progress' | 'completed';
  /** As GitHub has it; null until it is completed. */
  readonly conclusion: string | null;
  /** ISO 8601, by GitHub's clock; a decision about the check must come after it. */
  readonly startedAt: string | undefined;
  readonly completedAt: string | undefined;
  readonly state: CheckState | undefined;
}

/** What a finished check shows. Lengths are those GitHub takes. */
export interface CheckOutput {
  readonly conclusion: Conclusion;
  /** Plain text, at most 255 characters. */
  readonly title: string;
  /** Markdown, at most 65,535 characters with the state that is appended. */
  readonly summary: string;
  /** Any number; published 50 a request, those that are there already left out. */
  readonly annotations: readonly Annotation[];
  /** At most three buttons. */
  readonly actions: readonly Action[];
}
