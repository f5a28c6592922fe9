/** What `weir monitor` prints. */
import { number, percent, plural } from '../../format/numbers.ts';
import type { Monitored, Told } from '../../monitor/monitor.ts';
import {
  amountOf,
  calibrationSaid,
  called,
  causesOf,
  difference,
  estimateSaid,
  isOpen,
  limitOf,
  predictionSaid,
  sentenceOf,
  whereOf,
} from '../../monitor/words.ts';
import { plain } from '../../report/plain.ts';
import { type Page, paragraph } from '../../report/terminal/page.ts';

type Split = Monitored['splits'][number];

interface Asked {
  readonly explain?: boolean;
  readonly production?: boolean;
  readonly backtest?: string;
}

const MOST_SEGMENTS = 3;
const MOST_FINDINGS = 20;

export function renderMonitor(all: readonly Monitored[], page: Page, asked: Asked): string {
  const blocks = all.map((one) => (asked.production ? productionLines(one, page) : pipelineLines(one, page, asked)));
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function pipelineLines(one: Monitored, page: Page, asked: Asked): string[] {
  const { status, weeks, findings, rule } = one;
  const open = findings.filter(isOpen);
  const said = {
    quiet: 'quiet: nothing is open',
    open: `${plural(causesOf(open).length, 'finding')} open`,
    'too little': `too little to tell: ${plural(weeks.length, 'whole week')}, and ${rule.baseline + rule.persist} are needed`,
  }[status];
  return [
    page.paint('strong', plain(`${one.pipeline} – ${said}`)),
    ...text(`Weeks from ${weeks[0] ?? '–'} to ${weeks.at(-1) ?? '–'}.`, page),
    ...(one.notes ?? []).flatMap((note) => text(`Note: ${note}.`, page)),
    ...productionLines(one, page).slice(1),
    ...findingLines(asked.backtest === undefined ? open : findings, one, page),
    ...splitLines(one, asked, page),
    ...estimateLines(one, page),
    ...predictionLines(one, asked, page),
    ...(asked.backtest === undefined ? [] : backtestLines(one, asked.backtest, page)),
  ];
}

function productionLines({ pipeline, states, production }: Monitored, page: Page): string[] {
  const heading = page.paint('strong', plain(pipeline));
  if (!production) return [heading, ...text('Nothing is known of what production runs.', page)];
  const { running, since, compared, different, canary } = production;
  const newest = states.length - 1;
  const behind = running < newest ? `, ${plural(newest - running, 'merge')} behind` : '';
  if (compared === 0)
    return [
      heading,
      ...text(
        `The recording holds no answers: production is taken to run ${called(states[running])}${behind}, by the time of its merge.`,
        page,
      ),
    ];
  const range = since < running ? ` (as do all since ${called(states[since])})` : '';
  const answers = `gives ${percent((compared - different) / compared)} of ${plural(compared, 'recorded answer')}`;
  const beside = canary
    ? [
        `${percent(canary.share)} of the requests are answered by ${called(states[canary.state])}: a canary, or instances that were left behind.`,
      ]
    : [];
  return [
    heading,
    ...[`Production runs ${called(states[running])}${behind}: it ${answers}${range}.`, ...beside].flatMap((one) =>
      text(one, page),
    ),
  ];
}

function findingLines(findings: readonly Told[], { states, owners }: Monitored, page: Page): string[] {
  return causesOf(findings).flatMap(({ findings: group }) => {
    const [first] = group;
    if (!first) return [];
    const titles = {
      production: 'Production answers otherwise than its artifacts. For whoever deploys it.',
      merge: `${called(states[first.state ?? 0])} did it. For its author${owners.length > 0 ? ` and ${owners.join(', ')}` : ''}.`,
      input: 'Requests come that are not as they were. For whoever sends them.',
      world: `What turns out to be right is otherwise, and nothing else explains it.${owners.length > 0 ? ` For ${owners.join(', ')}.` : ''}`,
      traffic: `The traffic is otherwise.${owners.length > 0 ? ` For ${owners.join(', ')}.` : ''}`,
    } as const;
    const rows = group.slice(0, MOST_FINDINGS).flatMap((one) => {
      const where = whereOf(one);
      const over = one.closedIn === undefined ? '' : `; over in the week of ${one.closedIn}`;
      return paragraph(
        plain(
          `${one.key}${where} ${amountOf(one)}, beyond ${limitOf(one)}, since the week of ${one.since}; opened in that of ${one.openedIn}${over}`,
        ),
        page,
        { indent: 2, bullet: '•' },
      );
    });
    const left = group.length - MOST_FINDINGS;
    return [
      '',
      ...paragraph(plain(titles[first.cause]), page, { style: 'fail' }),
      ...rows,
      ...(left > 0 ? [`  … and ${left} more`] : []),
    ];
  });
}

function splitLines({ splits, weeks, states }: Monitored, { explain }: Asked, page: Page): string[] {
  const moved = splits.filter(({ total }) => Math.abs(total) > 0);
  const shown = explain ? moved : moved.slice(0, MOST_SEGMENTS);
  if (shown.length === 0) return [];
  return [
    '',
    page.paint('strong', `Why the week of ${weeks.at(-1)} is not as those before`),
    ...shown.flatMap((split) => [
      ...paragraph(plain(sentenceOf(split, states)), page, { indent: 2, bullet: '•' }),
      ...whereLines(split, page),
    ]),
  ];
}

/** Of the newest week. */
function estimateLines({ estimates, weeks }: Monitored, page: Page): string[] {
  const newest = estimates.filter(({ week }) => week === weeks.at(-1));
  if (newest.length === 0) return [];
  return [
    '',
    page.paint('strong', 'What should turn out right'),
    ...newest.flatMap((one) => paragraph(plain(estimateSaid(one)), page, { indent: 2, bullet: '•' })),
  ];
}

/** Without `--explain`, those that did not hold and of the newest merge. */
function predictionLines(one: Monitored, { explain }: Asked, page: Page): string[] {
  const { predictions, states } = one;
  const newest = predictions.at(-1)?.state;
  const shown = predictions.filter(({ state, isInside }) => explain || isInside === false || state === newest);
  if (shown.length === 0) return [];
  const said = calibrationSaid(one);
  return [
    '',
    page.paint('strong', 'What merges were expected to do, and did'),
    ...(said === '' ? [] : text(`${said}.`, page)),
    ...[...Map.groupBy(shown, ({ state }) => state)].flatMap(([state, own]) => [
      ...paragraph(plain(called(states[state])), page, { indent: 2, bullet: '•' }),
      ...own.flatMap((prediction) =>
        paragraph(plain(predictionSaid(prediction)), page, {
          indent: 4,
          ...(prediction.isInside === false ? { style: 'fail' } : { style: 'quiet' }),
        }),
      ),
    ]),
  ];
}

function whereLines({ key, segments }: Split, page: Page): string[] {
  const most = segments
    .slice(0, MOST_SEGMENTS)
    .map(({ segment, mix, within }) => `${segment} ${difference(key, mix + within)}`);
  return most.length < 2
    ? []
    : paragraph(plain(`traffic, the most: ${most.join(', ')}`), page, { indent: 4, style: 'quiet' });
}

function backtestLines({ findings, expected, rule, weeks, status }: Monitored, backtest: string, page: Page): string[] {
  if (status === 'too little')
    return [
      '',
      ...text(
        `None of the ${plural(weeks.length, 'week')} could be looked at: each needs ${rule.baseline} before it that it is compared with, and ${rule.persist} in a row.`,
        page,
      ),
    ];
  const looks = Math.max(0, Math.min(Number.parseInt(backtest, 10), weeks.length - rule.baseline - rule.persist + 1));
  const most =
    findings.length === 0 && looks > 0
      ? `, which in ${plural(looks, 'week')} means at most ${number((52 * 3) / looks, 2)} a year (95 %)`
      : '';
  return [
    '',
    ...text(
      `${plural(findings.length, 'opening')} in ${plural(looks, 'week')} that could be looked at${most}. By the rank rule alone, of weeks that are alike, ` +
        `${number(expected.each, 2)} a year for each series and segment that has a limit.`,
      page,
    ),
  ];
}

function text(said: string, page: Page): string[] {
  return paragraph(plain(said), page, { style: 'quiet' });
}
