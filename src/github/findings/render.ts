/** What an issue about a finding says. Pure; names from outside stay text. */
import { plural } from '../../format/numbers.ts';
import type { ByWeek, Monitored, Told as Moved } from '../../monitor/monitor.ts';
import { foretell } from '../../monitor/week-blocks.ts';
import {
  amountOf,
  type Cause,
  calibrationSaid,
  called,
  causesOf,
  difference,
  isOpen,
  levelOf,
  limitOf,
  pullOf,
  sentenceOf,
  whereOf,
} from '../../monitor/words.ts';
import { cellCode, code, tableOf, text } from '../../report/markdown/escape.ts';
import { plain } from '../../report/plain.ts';
import { eventMark, type Life, markOf } from './mark.ts';
import type { Event, Told } from './next.ts';
import { askForRetraining } from './retraining.ts';

const MOST_ROWS = 20;
const MOST_SEGMENTS = 5;
const MOST_WEEKS = 8;

/** Without numbers, which change from week to week: a title that changes is an event of its own. At most 200 characters. */
export function titleOf({ pipeline, states }: Monitored, cause: Cause): string {
  const [first] = cause.findings;
  const merge = states[first?.state ?? -1];
  const pull = merge && pullOf(merge);
  const said = {
    production: 'production answers otherwise than its artifacts',
    merge: `${pull === undefined ? called(merge) : `#${pull}`} moved ${first?.key ?? 'it'}`,
    input: 'requests come that are not as they were',
    traffic: 'the traffic is otherwise',
    world: 'what turns out to be right is otherwise',
  }[cause.kind];
  return plain(`${pipeline}: ${said}`).slice(0, 200);
}

/** Whether the App reads commands where it is written, or a workflow has written it that is over. */
export type Teller = 'app' | 'workflow';

/** With its mark. Where the cause holds no more, what was last seen of it. */
export function bodyOf(monitored: Monitored, cause: Cause, life: Life, teller: Teller): string {
  const { weeks } = monitored;
  const parts = [
    headOf(life),
    headline(monitored, cause),
    ownersLine(monitored, cause),
    findingTable(cause),
    ...foretoldLines(cause),
    ...calibrationLines(monitored, cause),
    ...whyLines(monitored, cause),
    ...(cause.kind === 'world' ? askForRetraining(monitored, life) : []),
    whatToDo(monitored, cause, teller),
    `<sub>As of the week of ${weeks.at(-1) ?? '–'}, by Weir, which writes this text anew in each week. It closes the issue by itself when it is over.</sub>`,
  ];
  return parts.filter(Boolean).join('\n\n');
}

/** Of an issue that stays as it is but for its mark. */
export function remarked(body: string, life: Life): string {
  const rest = body.trimStart().replace(/^<!--.*?-->\s*(?:> (?:Snoozed|Set aside) [^\n]*\s*)?/s, '');
  return `${headOf(life)}\n\n${rest}`;
}

/** The mark, and until when nobody wants to hear of it. */
function headOf(life: Life): string {
  const { snoozed, snoozedBy } = life;
  if (snoozed === undefined) return markOf(life);
  const said = snoozedBy === undefined ? 'Set aside' : `Snoozed by ${code(plain(snoozedBy))}`;
  const why = snoozedBy === undefined ? ', as it was closed as not planned' : '';
  return `${markOf(life)}\n> ${said} until the week of ${snoozed}${why}. Twice what it was, it is heard of before.`;
}

export function commentOf({ what, id, by }: Event, monitored: Monitored, cause: Cause | undefined): string {
  const { rule, weeks, accepted } = monitored;
  const week = `the week of ${weeks.at(-1) ?? '–'}`;
  const now = cause ? headline(monitored, cause) : '';
  const said: Record<Told, string> = {
    doubled: `It is twice what it was when this was last told, or more. ${now}`,
    recovered: accepted
      ? `Over in ${week}. The usual since the week of ${accepted.week}: ${text(plain(accepted.reason))}`
      : `Over in ${week}: ${plural(rule.clear, 'week')} without it, or the weeks that it is compared with hold it by now.`,
    'opened again': `It is back. ${now}`,
    'closed by hand': `This was closed and still holds in ${week}, so it is open again, once. Closed once more it stays closed; closed as not planned it is not heard of for 90 days. ${now}`,
    'snoozed long enough': `${by === undefined ? 'It was closed as not planned 90 days ago' : `The snooze by ${code(plain(by))} is over`} and still holds. ${now}`,
    'doubled while snoozed': `It was set aside and is twice what it was when this was last told, or more. ${now}`,
  };
  return `${eventMark(id)}\n${said[what].trim()}`;
}

/** `**claims: paid.share.yes 50 % → 75 %. #412 did it (+25 points).**` */
function headline(monitored: Monitored, { kind, findings }: Cause): string {
  const { pipeline, states, splits } = monitored;
  const [worst] = byTimes(findings);
  if (!worst) return '';
  const since = `since the week of ${worst.since}`;
  const name = text(plain(pipeline));
  const key = text(plain(worst.key));
  if (kind === 'merge') {
    const moved = splits
      .flatMap((split) => {
        const own = split.merges.find(({ state }) => state === worst.state);
        return own ? [{ ...split, own: own.amount }] : [];
      })
      .sort((a, b) => Math.abs(b.own) - Math.abs(a.own))[0];
    const who = mergeName(states[worst.state ?? -1]);
    if (!moved) return `**${name}: ${key} is ${amountOf(worst)} ${since}. ${who} did it.**`;
    const show = (amount: number) => difference(moved.key, amount);
    return `**${name}: ${text(plain(moved.key))} ${show(moved.total)} ${since}. ${who} did it (${show(moved.own)}); traffic ${show(moved.traffic)}.**`;
  }
  const where = text(plain(whereOf(worst)));
  const what = {
    production: `production answers ${amountOf(worst)} of the requests otherwise than its artifacts`,
    input: `${key}${where === '' ? '' : ` ${where}`} is ${amountOf(worst)} of the requests`,
    traffic: `${key}${where === '' ? '' : ` ${where}`} ${amountOf(worst)} by the traffic`,
    world: `${key} ${amountOf(worst)} on mature labels, and no merge or input explains it,`,
  }[kind];
  return `**${name}: ${what} ${since}.**`;
}

/** GitHub makes a link of the number. */
function mergeName(merge: Monitored['states'][number] | undefined): string {
  const pull = merge && pullOf(merge);
  return pull === undefined ? text(plain(called(merge))) : `#${pull}`;
}

function ownersLine({ owners }: Monitored, { kind }: Cause): string {
  const names = owners.map((owner) => (/^@[\w-]+(\/[\w.-]+)?$/.test(owner) ? owner : text(plain(owner)))).join(', ');
  const whom = {
    production: 'For whoever deploys it: what runs is not what the branch holds.',
    merge: 'For its author and the owners.',
    input: 'For whoever sends the requests.',
    world: 'For the owners of the model.',
    traffic: 'For the owners: is that the usual now, or is the limit too narrow?',
  }[kind];
  return `${names === '' ? '' : `Owners: ${names}. `}${whom}`;
}

function findingTable({ findings }: Cause): string {
  const rows = byTimes(findings).slice(0, MOST_ROWS);
  const left = findings.length - rows.length;
  const table = tableOf(
    ['what', 'where', 'by', 'limit', 'since', 'by week'],
    rows.map((one) => [
      cellCode(plain(one.key)),
      one.segment === undefined && one.field === undefined
        ? 'all'
        : cellCode(plain([one.field, one.segment].filter(Boolean).join(' '))),
      amountOf(one),
      limitOf(one),
      one.since,
      weeksOf(one, one.course),
    ]),
  );
  return left > 0 ? `${table}\n\n… and ${left} more.` : table;
}

function weeksOf(one: Moved, course: readonly ByWeek[]): string {
  const shown = course.slice(-MOST_WEEKS).map(({ amount }) => amountOf(one, amount));
  return `${course.length > MOST_WEEKS ? '… ' : ''}${shown.join(', ')}`;
}

/** What its check could know, against what came of it. */
function foretoldLines({ findings }: Cause): string[] {
  return findings.flatMap((one) => {
    const { foretold = [], course } = one;
    if (foretold.length === 0 || course.length === 0) return [];
    const interval = foretell(
      foretold.map(({ amount }) => amount),
      course.length,
    );
    const foreseen = interval
      ? `, which lets expect ${amountOf(one, interval.low)} … ${amountOf(one, interval.high)} (99 %, by whole weeks)`
      : '';
    const show = (points: readonly ByWeek[]) => {
      const amounts = points.map(({ amount }) => amount);
      const middle = amounts.reduce((sum, amount) => sum + amount, 0) / amounts.length;
      return `${amountOf(one, middle)} (${amountOf(one, Math.min(...amounts))} … ${amountOf(one, Math.max(...amounts))} by week)`;
    };
    return [
      `${code(plain(one.key))}: on the ${plural(foretold.length, 'week')} before it the same change comes to ${show(foretold)}${foreseen}; in the ${plural(course.length, 'week')} since to ${show(course)}.`,
    ];
  });
}

/** What such a prediction was worth so far. */
function calibrationLines(monitored: Monitored, { kind }: Cause): string[] {
  const said = kind === 'merge' ? calibrationSaid(monitored) : '';
  return said === '' ? [] : [`What was expected of merges of ${text(plain(monitored.pipeline))} so far: ${said}.`];
}

function whyLines({ splits, states, weeks }: Monitored, { findings, kind }: Cause): string[] {
  const keys = new Set(findings.map(({ key }) => key));
  const shown = splits
    .filter(({ key, merges }) =>
      kind === 'merge'
        ? merges.some(({ state, amount }) => state === findings[0]?.state && amount !== 0)
        : keys.has(key),
    )
    .slice(0, 3);
  if (shown.length === 0) return [];
  const lines = shown.flatMap((split) => [
    `- ${text(plain(sentenceOf(split, states)))}`,
    ...split.segments.slice(0, MOST_SEGMENTS).map(({ segment, mix, within }) => {
      const { key } = split;
      return `  - ${code(plain(segment))} ${difference(key, mix + within)}`;
    }),
  ]);
  return [`Why the week of ${weeks.at(-1)} is not as those before:`, lines.join('\n')];
}

function whatToDo({ states, splits, production }: Monitored, { kind, findings }: Cause, teller: Teller): string {
  const [worst] = byTimes(findings);
  const who = mergeName(states[worst?.state ?? -1]);
  const level = splits.find(({ key }) => key === worst?.key);
  const usual = level ? ` (it was ${levelOf(level.key, level.before)} and is ${levelOf(level.key, level.now)})` : '';
  const accept = ACCEPT[teller];
  const steps = {
    production: [
      `deploy what the branch holds, or merge what runs${production ? `; nearest to it is ${text(plain(called(states[production.running])))}` : ''}`,
      'look whether an instance was left behind: `weir monitor --production`',
    ],
    merge: [`revert ${who}`, `where this was meant: ${accept}`],
    input: [
      'mend what sends these requests',
      'change schema and rules, where they are right: the pull request is checked',
    ],
    world: [
      'look at what the model is trained on, and train it anew, by what is said above where weir.yml says it',
      'see the labels: they may be what is wrong',
    ],
    traffic: [
      `where this is the usual now${usual}: ${accept}`,
      `widen the limit ${code(plain(worst?.key ?? ''))} under \`monitor\` in weir.yml`,
    ],
  }[kind];
  const snooze = teller === 'app' ? ['`/weir snooze 14d`, not to hear of it for 14 days'] : [];
  const all = [...steps, ...snooze, 'close it as not planned, not to hear of it for 90 days'];
  return `Do one of:\n\n${all.map((step) => `- ${step}`).join('\n')}`;
}

const ACCEPT: Readonly<Record<Teller, string>> = {
  app: '`/weir accept <reason>` in a comment, which opens a pull request with the new baseline',
  workflow: '`weir monitor --accept "<reason>"`, and a pull request with the baseline that it writes',
};

/** The furthest beyond its limit first. */
export function byTimes(findings: readonly Moved[]): Moved[] {
  return findings.toSorted((a, b) => timesOf(b) - timesOf(a));
}

/** How many times its limit it is; of a limit of 0, without end. */
export function timesOf({ amount, limit }: Moved): number {
  return Math.min(Math.abs(amount) / Math.max(Math.abs(limit), 1e-12), 1e12);
}

/** Those of the newest week that are open. */
export function openCauses({ findings }: Monitored): Cause[] {
  return causesOf(findings.filter(isOpen));
}
