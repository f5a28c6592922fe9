/** Says something in a pull request, once for each question. */
import { botLogin, type Repository } from '../repository.ts';
import type { WorkContext } from './context.ts';

/**
 * Posts the answer unless one to the same question stands there already.
 * @param question what it answers: `comment 12`, `button 34 of octocat`
 */
export async function answer(
  { app }: WorkContext,
  { octokit, owner, repo }: Repository,
  number: number,
  question: string,
  markdown: string,
): Promise<void> {
  const marker = `<!-- weir-answer ${Buffer.from(question).toString('base64url')} -->`;
  const where = { owner, repo, issue_number: number };
  const comments = await octokit.paginate(octokit.rest.issues.listComments, { ...where, per_page: 100 });
  const isOurs = (login: string | undefined): boolean => login === botLogin(app.slug);
  if (comments.some(({ user, body }) => isOurs(user?.login) && body?.startsWith(marker))) return;
  await octokit.rest.issues.createComment({ ...where, body: `${marker}\n${markdown}` });
}
