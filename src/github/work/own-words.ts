/** Whether a comment asks the App for something. Who hears of a comment asks here, and so does the sweep. */
import { parseCommand } from '../commands/parse.ts';
import type { Comment } from '../port/comments.ts';
import type { Repository } from '../port/repository.ts';
import { isRefusal } from '../port/status.ts';
import type { WorkContext } from './context.ts';

type Written = Pick<Comment, 'body' | 'isBot' | 'createdAt' | 'updatedAt'>;

/** Edited comments are no commands: what they said when somebody read them is not known. Nor are those of bots. */
export function asksForSomething({ body, isBot, createdAt, updatedAt }: Written): boolean {
  return !isBot && createdAt === updatedAt && parseCommand(body).kind !== 'nothing';
}

/**
 * True where it was edited in the second in which it was written, of which its times say nothing: whoever may write to the repository
 * may put a command into an owner's mouth that fast. Asked before a command is carried out; where GitHub does not tell, its times count.
 */
export async function wasEditedAtOnce(
  { log, told }: Pick<WorkContext, 'log' | 'told'>,
  { comments }: Pick<Repository, 'comments'>,
  comment: Comment,
): Promise<boolean> {
  try {
    const isEdited = await comments.wasEdited(comment);
    // No sweep has to find it again.
    if (isEdited) told.add(comment.id);
    return isEdited;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    log.warn({ err: error, comment: comment.id }, 'GitHub does not tell whether a comment was edited');
    return false;
  }
}
