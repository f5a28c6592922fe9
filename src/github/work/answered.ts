/**
 * Reactions are how the App remembers what it has done about a comment, where everybody sees it: eyes when it is seen, a
 * rocket when the command is carried out, confused when it was answered instead.
 */
import { botLogin } from '../port/login.ts';
import type { Repository } from '../port/repository.ts';
import { isRefusal } from '../port/status.ts';
import type { WorkContext } from './context.ts';

/**
 * True where the App itself has left one of its last words; anybody else's reactions count for nothing. Where GitHub does
 * not show reactions it is not known, and what is done twice does no harm.
 */
export async function wasAnswered(
  { app, told, log }: WorkContext,
  { comments }: Repository,
  comment: number,
): Promise<boolean> {
  if (told.has(comment)) return true;
  const reactions = await comments.reactions(comment).catch((error: unknown) => {
    if (!isRefusal(error)) throw error;
    log.warn({ err: error, comment }, 'GitHub does not show reactions');
    return [];
  });
  return reactions.some(
    ({ content, login }) => login === botLogin(app.slug) && (content === 'rocket' || content === 'confused'),
  );
}
