/** `weir plan-monitor`: what to expect of watching production, before it is switched on. */
import { Command } from 'commander';
import { number, plural, points } from '../format/numbers.ts';
import { foresee } from '../monitor/foresee.ts';
import type { Watched } from '../monitor/watched.ts';
import { plain } from '../report/plain.ts';
import { type Page, paragraph } from '../report/terminal/page.ts';
import { closing } from './closing.ts';
import { watchAll } from './monitor.ts';
import { createPage } from './page.ts';
import { atLeastOne, collect } from './parse-option.ts';

interface Options {
  readonly repo: string;
  readonly with?: readonly string[];
  readonly pipeline?: readonly string[];
  readonly jobs?: number;
}

export function planMonitorCommand(): Command {
  return new Command('plan-monitor')
    .description(
      'say what weir monitor would need, how often it would open something, and the smallest shift it would find',
    )
    .option('--repo <dir>', 'the repository', '.')
    .option('--pipeline <name>', 'look at this pipeline only; may be repeated', collect)
    .option('--with <repository=dir>', 'a clone of a repository whose files weir.yml names; may be repeated', collect)
    .option('--jobs <n>', 'number of replay processes (default: one a core)', atLeastOne)
    .addHelpText('after', closing('Prints, and writes nothing. Exit status: 0, or 2 where nothing could be replayed.'))
    .action(async (options: Options) => {
      const page = createPage(process.stdout);
      const blocks = (await watchAll(options)).map((watched) => lines(watched, page).join('\n'));
      process.stdout.write(`${blocks.join('\n\n')}\n`);
    });
}

function lines(watched: Watched, page: Page): string[] {
  const { pipeline, rule } = watched;
  const { weeks, needed, each, series } = foresee(watched);
  const limited = series.filter(({ limit }) => limit !== undefined).length;
  const facts = [
    `${plural(weeks, 'whole week')} in the recording; ${needed} are needed (${rule.baseline} of a baseline, ${rule.persist} that persist).`,
    `${number(each, 2)} openings a year for each series and segment with a limit, were weeks alike; real ones are not. ${plural(limited, 'output')} of ${series.length} watched ${limited === 1 ? 'has' : 'have'} a limit, and the others open nothing.`,
  ];
  const shifts = series.map(({ key, limit, smallest }) => {
    const show = (amount: number): string => (key.endsWith('.mean') ? number(amount) : points(amount, 3));
    const own = limit === undefined ? '' : `, with its limit of ${show(limit)}`;
    const found = smallest === undefined ? 'too few weeks to say' : `a shift of ${show(smallest)}${own}`;
    return paragraph(plain(`${key}: ${found}`), page, { indent: 2, bullet: '•' });
  });
  return [
    page.paint('strong', plain(pipeline.name)),
    ...facts.flatMap((text) => paragraph(plain(text), page, {})),
    ...paragraph('Found within four weeks, in 80 % of the places where it could have begun:', page, {}),
    ...shifts.flat(),
  ];
}
