/** What is wrong with weir.yml, an artifact or a recording, in markdown, and who has to mend it. For check and comment. */
import { renderProblems } from '../../config/explain.ts';
import { formatProblem, type Problem } from '../../errors.ts';
import { plural } from '../../format/numbers.ts';
import { block, code } from '../../report/markdown/escape.ts';
import { ownerList } from '../../report/markdown/pipeline.ts';
import { plain } from '../../report/plain.ts';
import { isElsewhere } from './awaits.ts';
import type { Governed } from './governed.ts';
import { clip } from './room.ts';

const LATER =
  'It lies outside of the repository, so that no push mends it. Weir looks again by itself, at least once an hour. **Re-run**, or `/weir rerun` in a comment, tries again.';
const mostProblems = 20;
const mostLines = 200;
const longestLine = 200;
const mostFiles = 5;

/** Plain text. */
export function problemTitle(problems: readonly Problem[]): string {
  const [first] = problems;
  const others = problems.length > 1 ? ` (and ${plural(problems.length - 1, 'more problem')})` : '';
  if (!first) return 'nothing was judged';
  return `nothing was judged: ${clip(plain(formatProblem(first)), 200)}${others}`;
}

/** As a compiler would print them: the place, the line, a caret, and what was found and expected. */
export function problemBlock(problems: readonly Problem[], most = mostProblems): string {
  const lines = renderProblems(problems.slice(0, most))
    .split('\n')
    .slice(0, mostLines)
    .map((line) => clip(plain(line), longestLine));
  const left = problems.length - most;
  return [block(lines), left > 0 ? `… and ${plural(left, 'more problem')}` : ''].filter(Boolean).join('\n\n');
}

/** Head's problems are the author's; what is broken at base has to be mended there, whatever this change does. */
export function mending(problems: readonly Problem[], governed: readonly Governed[]): string {
  const base = problems.filter(({ side, file }) => side === 'base' && file !== undefined);
  if (base.length === 0) return isElsewhere(problems) ? LATER : 'Mend it and push: the check runs again by itself.';
  const files = [...new Set(base.map(({ file = '' }) => file))];
  const named = files.slice(0, mostFiles).map((file) => {
    const owners = governed.find(({ path }) => path === file)?.owners ?? [];
    return `- ${code(plain(file))}: ${owners.length > 0 ? ownerList(owners.map(plain), 3) : 'whoever maintains this repository'}`;
  });
  const left = files.length - mostFiles;
  return [
    'This is wrong at base, so no change can be judged until it is mended there. Who is asked to:',
    [...named, ...(left > 0 ? [`- … and ${plural(left, 'more file')}`] : [])].join('\n'),
  ].join('\n\n');
}
