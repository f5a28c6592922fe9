/** `weir monitor --accept <reason>`: what is now becomes the usual, in a file that a pull request shows old against new. */
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { UsageError } from '../../errors.ts';
import { acceptNow } from '../../monitor/accept.ts';
import type { Watched } from '../../monitor/watched.ts';
import { levelOf } from '../../monitor/words.ts';
import { plain } from '../../report/plain.ts';
import { type Page, paragraph } from '../../report/terminal/page.ts';
import { openRepository } from '../../repository/local.ts';
import { writeFile } from '../write-file.ts';

/** Gives what was written, in words. Throws WeirErrors. */
export async function acceptAll(all: readonly Watched[], reason: string, repo: string, page: Page): Promise<string> {
  if (reason.trim() === '')
    throw new UsageError([{ message: '--accept needs a reason: who reads the pull request asks for it' }]);
  await using repository = await openRepository(repo);
  const blocks: string[] = [];
  for (const watched of all) {
    const { path, text, usual } = acceptNow(watched, reason.trim());
    const file = join(repository.root ?? '.', path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text, 'the baseline');
    const show = (key: string, range: readonly [number, number] | undefined): string =>
      range ? `${levelOf(key, range[0])} to ${levelOf(key, range[1])}` : 'nothing';
    const lines = Object.entries(usual).flatMap(([key, { before, now }]) =>
      paragraph(plain(`${key}: ${show(key, before)} before, ${show(key, now)} from now on`), page, {
        indent: 2,
        bullet: '•',
      }),
    );
    blocks.push([page.paint('strong', plain(watched.pipeline.name)), `  ${plain(path)}`, ...lines].join('\n'));
  }
  const next = paragraph('Commit it and open a pull request: it holds once it is merged.', page, { style: 'quiet' });
  return `${blocks.join('\n\n')}\n\n${next.join('\n')}\n`;
}
