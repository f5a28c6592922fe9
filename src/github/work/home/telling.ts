/** What is told in repositories downstream about a pull request of an upstream, and with what. */
import type { Report } from '../../../report/report.generated.ts';
import type { PullRequest } from '../../port/pulls.ts';
import type { About } from '../../port/repository.ts';

export interface Telling {
  /** Of the upstream. */
  readonly about: About;
  readonly pull: Pick<PullRequest, 'number' | 'url' | 'head'>;
  /** Commit that its head was compared with, and the branch that it goes to in the end. */
  readonly base: string;
  readonly branch: string;
  /** GitHub's time of the look, ISO 8601. */
  readonly at: string;
  /** What the check says; undefined where it says nothing of those who are told. */
  readonly report?: Report;
  /** When the time of owners downstream is over, ISO 8601. */
  readonly answerBy?: string;
  /** `owner/name`, lower case, of those that an earlier check of it has shown. */
  readonly before: ReadonlySet<string>;
}
