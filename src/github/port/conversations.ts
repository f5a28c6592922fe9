/** What people read and write in a repository beside its code, and what can be begun from there. */
import type { Comments } from './comments.ts';
import type { Issues } from './issues.ts';
import type { Workflows } from './workflows.ts';

export interface Conversations {
  readonly issues: Issues;
  readonly comments: Comments;
  readonly workflows: Workflows;
}
