/**
 * Reactions are how the App remembers what it has done about a comment, where everybody sees it: eyes when it is seen, a
 * rocket when the command is carried out, confused when it was answered instead.
 */
import { botLogin, type Repository } from '../repository.ts';
import { isRefusal } from '../status.ts';
import type { WorkContext } from './context.ts';

export type Reaction = 'eyes' | 'rocket' | 'confused';

/** Adding one that is there already changes nothing: https://docs.github.com/rest/reactions */
export async function react({ octokit, owner, repo }: Repository, comment: number, content: Reaction): Promise<void> {
  await octokit.rest.reactions.createForIssueComment({ owner, repo, comment_id: comment, content });
}

/**
 * True where the App itself has left one of its last words; anybody else's reactions count for nothing. Where GitHub does
 * not show reactions it is not known, and what is done twice does no harm.
 */
export async function wasAnswered(
  { app, told, log }: WorkContext,
  { octokit, owner, repo }: Repository,
  comment: number,
): Promise<boolean> {
  if (told.has(comment)) return true;
  const place = { owner, repo, comment_id: comment, per_page: 100 };
  const list = octokit.paginate(octokit.rest.reactions.listForIssueComment, place);
  const reactions = await list.catch((error: unknown) => {
    if (!isRefusal(error)) throw error;
    log.warn({ err: error, comment }, 'GitHub does not show reactions');
    return [];
  });
  return reactions.some(
    ({ content, user }) => user?.login === botLogin(app.slug) && (content === 'rocket' || content === 'confused'),
  );
}
