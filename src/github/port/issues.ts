/** Issues of a repository. Pull requests, which GitHub counts among them, are left out. */

export interface Issue {
  readonly number: number;
  /** Its page on GitHub. */
  readonly url: string;
  /** Login; '' where the account is gone. */
  readonly author: string;
  /** Written by an App, or by somebody who belongs to the repository. */
  readonly isTrusted: boolean;
  readonly body: string;
  readonly state: 'open' | 'closed';
  /** Why it was closed, as GitHub calls it: `completed`, `not_planned`, `duplicate`. */
  readonly reason?: string;
  readonly labels: readonly string[];
}

export interface IssueChange {
  readonly body: string;
  readonly state?: 'open' | 'closed';
  readonly reason?: 'completed' | 'not_planned' | 'reopened';
}

export interface Issues {
  /** Undefined where there is none, or no longer, or where it is a pull request. */
  read(number: number): Promise<Issue | undefined>;
  /** Open and closed. */
  labelled(label: string): Promise<Issue[]>;
  /** Those that were changed last, open and closed, whatever their labels; so many at most. */
  latest(most: number): Promise<Issue[]>;
  open(issue: { readonly title: string; readonly body: string; readonly labels: readonly string[] }): Promise<Issue>;
  change(number: number, change: IssueChange): Promise<void>;
  label(number: number, label: string): Promise<void>;
}
