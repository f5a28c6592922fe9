/** Whether a comment asks the App for something. Who hears of a comment asks here, and so does the sweep. */
import { parseCommand } from '../commands/parse.ts';
import type { Comment } from '../port/comments.ts';

type Written = Pick<Comment, 'body' | 'isBot' | 'createdAt' | 'updatedAt'>;

/** Edited comments are no commands: what they said when somebody read them is not known. Nor are those of bots. */
export function asksForSomething({ body, isBot, createdAt, updatedAt }: Written): boolean {
  return !isBot && createdAt === updatedAt && parseCommand(body).kind !== 'nothing';
}
