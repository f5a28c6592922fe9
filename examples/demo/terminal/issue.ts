/** An issue on a terminal, as GitHub shows it in a browser. */
import { wrap } from '../../../src/report/plain.ts';
import type { Issue } from '../../../test/emulated-github/index.ts';
import { renderMarkdown } from './markdown.ts';
import { paint, WIDTH } from './screen.ts';

const INDENT = '  ';
const CONTENT = WIDTH - INDENT.length;

export function issueLines({ number, title, body, labels, author }: Issue): string[] {
  const about = `${author.login} opened this issue · ${labels.join(', ')}`;
  const lines = [...wrap(paint('strong', `#${number} ${title}`), CONTENT), paint('quiet', about), ''];
  return [...lines, ...renderMarkdown(body, CONTENT)].map((line) => (line === '' ? '' : `${INDENT}${line}`));
}
