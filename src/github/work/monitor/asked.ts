/** What a command in an issue about production is carried out with, and what comes of it. */
import type { Comment } from '../../port/comments.ts';
import type { About, Repository } from '../../port/repository.ts';
import type { WorkContext } from '../context.ts';
import type { Finding } from './finding.ts';

export interface Asked {
  readonly work: WorkContext;
  readonly repository: Repository;
  readonly about: About;
  readonly finding: Finding;
  readonly comment: Comment;
}

/** What is to be said of it, and whether it was done. */
export interface Said {
  readonly isDone: boolean;
  readonly markdown?: string;
}
