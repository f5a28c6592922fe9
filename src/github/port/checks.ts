/** Check runs as GitHub keeps them. What they mean, and in which order they are begun and concluded, is `src/github/check`'s. */

export interface PostedCheck {
  readonly id: number;
  readonly head: string;
  /** What the App has named it; '' where nobody has. */
  readonly externalId: string;
  /** Its page on GitHub. */
  readonly url: string | undefined;
  readonly status: 'queued' | 'in_progress' | 'completed';
  /** Null until it is completed. */
  readonly conclusion: string | null;
  /** ISO 8601, by GitHub's clock. */
  readonly startedAt: string | undefined;
  readonly completedAt: string | undefined;
  /** Markdown; '' where nothing was said yet. */
  readonly summary: string;
}

export interface NewCheck {
  readonly name: string;
  readonly head: string;
  readonly externalId: string;
  /** Where "Details" leads; GitHub's own page of the check without it. */
  readonly detailsUrl?: string | undefined;
  readonly output?: CheckText | undefined;
}

/** What is left out stays as it is. */
export interface CheckChange {
  readonly status?: PostedCheck['status'];
  readonly conclusion?: 'success' | 'failure' | 'action_required' | 'timed_out' | 'cancelled';
  /** Replaced as a whole, but for annotations, which are added to those that are there. */
  readonly output?: CheckText & { readonly annotations?: readonly Annotation[] };
  readonly actions?: readonly Action[];
}

export interface CheckText {
  /** Plain text. */
  readonly title: string;
  /** Markdown. */
  readonly summary: string;
}

export interface Annotation {
  readonly path: string;
  /** Lines in the head file, from 1. */
  readonly start: number;
  readonly end: number;
  readonly level: 'notice' | 'warning' | 'failure';
  readonly title: string;
  readonly message: string;
}

export interface Action {
  readonly label: string;
  readonly description: string;
  readonly identifier: 'rerun' | 'approve' | 'explain';
}

export interface Checks {
  /** All of this name that this App has made at a commit, newest first. Status 422: GitHub does not know the commit. */
  list(head: string, of: { readonly name: string; readonly app: number }): Promise<PostedCheck[]>;
  /** Status 404: no such check. */
  read(id: number): Promise<PostedCheck>;
  /** `queued`, and newer than any that is there. */
  create(check: NewCheck): Promise<PostedCheck>;
  update(id: number, change: CheckChange, signal?: AbortSignal): Promise<PostedCheck>;
  annotations(id: number): Promise<Pick<Annotation, 'path' | 'start' | 'end' | 'message'>[]>;
}
