/** What people read and write in a repository beside its code. */
import type { Comments } from './comments.ts';
import type { Issues } from './issues.ts';

export interface Conversations {
  readonly issues: Issues;
  readonly comments: Comments;
}
