/** Says something in a pull request, once for each question. */
import { botLogin } from '../port/login.ts';
import type { Repository } from '../port/repository.ts';
import type { WorkContext } from './context.ts';

/**
 * Posts the answer unless one to the same question stands there already.
 * @param question what it answers: `comment 12`, `button 34 of octocat`
 */
export async function answer(
  { app }: WorkContext,
  { comments }: Repository,
  number: number,
  question: string,
  markdown: string,
): Promise<void> {
  const marker = `<!-- weir-answer ${Buffer.from(question).toString('base64url')} -->`;
  const there = await comments.list(number);
  if (there.some(({ login, body }) => login === botLogin(app.slug) && body.startsWith(marker))) return;
  await comments.post(number, `${marker}\n${markdown}`);
}
