/** One pipeline: what is open, what runs, each series by week, where the traffic moved, and the life of findings. */
import { number, percent, plural, points, pointsText, sharePair } from '../../../format/numbers.ts';
import type { Course } from '../../../monitor/courses.ts';
import type { Monitored, Told } from '../../../monitor/monitor.ts';
import {
  amountOf,
  called,
  causesOf,
  difference,
  isMean,
  isOpen,
  levelOf,
  limitOf,
  pullOf,
  sentenceOf,
  whereOf,
} from '../../../monitor/words.ts';
import { type Content, html, type Safe } from '../../../report/html/html.ts';
import { details, longTable, table } from '../../../report/html/table.ts';
import { breakable } from '../../../report/html/words.ts';
import { estimatesPart } from './estimates.ts';
import type { Mark } from './frame.ts';
import { lineChart } from './line-chart.ts';
import { predictionsPart } from './predictions.ts';
import { splitChart } from './split-chart.ts';

/** Series with pictures, the most moved first. */
const MOST_PICTURES = 12;
const MOST_ROWS = 200;

export function pipelineSection(one: Monitored, index: number): Safe {
  const owners =
    one.owners.length === 0
      ? html`<p class="quiet">no owner named</p>`
      : html`<p>${one.owners.map((owner, at) => [at > 0 ? ', ' : '', html`<bdi>${owner}</bdi>`])}</p>`;
  const id = `pipeline-${index + 1}`;
  const rooms = [
    room('Open', openList(one)),
    room('Production', productionPart(one)),
    ...seriesRooms(one),
    room('Merges', predictionsPart(one)),
    room('Traffic', trafficPart(one)),
    room('Labels', labelsPart(one)),
    room('Estimated', estimatesPart(one)),
    room('Findings', findingsPart(one)),
    room('Rule', rulePart(one)),
  ];
  return html`<article class="pipeline" id="${id}" aria-labelledby="${id}-name">
<header><h2 id="${id}-name">${one.pipeline}</h2>${statusBadge(one)}${owners}</header>
${rooms}</article>
`;
}

export function statusBadge({ status, findings, weeks, rule }: Monitored): Safe {
  const open = causesOf(findings.filter(isOpen)).length;
  switch (status) {
    case 'open':
      return badge('fail', `${plural(open, 'finding')} open`);
    case 'quiet':
      return badge('pass', 'Quiet');
    case 'too little':
      return badge('inconclusive', `${plural(weeks.length, 'whole week')}, ${rule.baseline + rule.persist} are needed`);
    default:
      return status satisfies never;
  }
}

function badge(tone: 'fail' | 'pass' | 'inconclusive', words: string): Safe {
  return html`<span class="badge ${tone}"><svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><use href="#icon-${tone}"/></svg>${words}</span>`;
}

function room(title: Content, content: Safe | undefined): Safe | string {
  if (content === undefined) return '';
  return html`<section class="room"><div class="margin"><h3>${title}</h3></div><div>${content}</div></section>\n`;
}

function openList({ findings, states }: Monitored): Safe {
  const causes = causesOf(findings.filter(isOpen));
  if (causes.length === 0) return html`<p>Nothing is open.</p>`;
  return html`<ul>${causes.map(({ kind, findings: group }) => {
    const [first] = group;
    const said = {
      production: 'Production answers otherwise than its artifacts. For whoever deploys it.',
      merge: `${called(states[first?.state ?? -1])} did it. For its author and the owners.`,
      input: 'Requests come that are not as they were. For whoever sends them.',
      world: 'What turns out to be right is otherwise, and nothing else explains it. For the owners of the model.',
      traffic: 'The traffic is otherwise. For the owners.',
    }[kind];
    const keys = [...new Set(group.map(({ key }) => key))];
    return html`<li><strong>${said}</strong> ${keys.map((key, at) => [at > 0 ? ', ' : '', breakable(key)])}</li>\n`;
  })}</ul>`;
}

function productionPart({ production, states, runs, weeks }: Monitored): Safe | undefined {
  if (!production) return undefined;
  const { running, since, compared, different, canary } = production;
  const behind = states.length - 1 - running;
  const by =
    compared === 0
      ? 'by the time of its merge, since the recording holds no answers'
      : `which gives ${percent((compared - different) / compared)} of ${plural(compared, 'recorded answer')}`;
  const rows = states.map((merge, state): Content[] => {
    const from = runs.findIndex((one) => one >= state);
    const ran = from === -1 ? 'not yet' : from === 0 ? `from the first week on` : (weeks[from] ?? '–');
    return [html`<code>${merge.commit.slice(0, 12)}</code>`, merge.subject, merge.at.slice(0, 10), ran];
  });
  return html`<p>In the newest week production runs ${called(states[running])}${behind > 0 ? `, ${plural(behind, 'merge')} behind` : ''}, ${by}${since < running ? `; all since ${called(states[since])} answer alike` : ''}.</p>
${canary ? html`<p>${percent(canary.share)} of the requests are answered by ${called(states[canary.state])}: a canary, or instances that were left behind.</p>` : ''}
${table('Merges that changed the pipeline', [{ title: 'Commit' }, { title: 'Subject' }, { title: 'Merged' }, { title: 'Runs since the week of' }], rows)}`;
}

/** Merges where production first ran them, but for what ran from the beginning. */
export function marksOf({ runs, states }: Pick<Monitored, 'runs' | 'states'>): Mark[] {
  return states.flatMap((merge, state) => {
    const at = runs.findIndex((one) => one >= state);
    if (state === 0 || at <= 0) return [];
    return [{ at, name: nameOf(merge) }];
  });
}

function nameOf(merge: Monitored['states'][number]): string {
  const pull = pullOf(merge);
  return pull === undefined ? merge.commit.slice(0, 7) : `#${pull}`;
}

function seriesRooms(one: Monitored): (Safe | string)[] {
  const { courses, splits, states, findings, weeks } = one;
  const ranked = [...splits.map(({ key }) => key), ...courses.map(({ key }) => key)];
  const order = [...new Set(ranked)].flatMap((key) => courses.find((course) => course.key === key) ?? []);
  const limited = order.filter(({ limit }) => limit !== undefined);
  const shown = [...limited, ...order.filter(({ limit }) => limit === undefined)];
  const marks = marksOf(one);
  const [moving, still] = [shown.filter(moves), shown.filter((course) => !moves(course))];
  const pictures = moving.slice(0, MOST_PICTURES).map((course) => {
    const open = placesOf(findings, course.key, weeks);
    const line = lineChart(course, marks, open, one.holidays);
    if (!line) return '';
    const bars = splitChart(course, marks, (state) => (states[state] ? nameOf(states[state]) : 'a merge'));
    const split = splits.find(({ key }) => key === course.key);
    return room(
      breakable(course.key),
      html`${split ? html`<p>${sentenceOf(split, states)}.</p>` : ''}
<div class="figures">
<figure><figcaption><span>By week</span> <span class="legend"><span class="key line-key">production</span>${course.weeks.some(({ usual }) => usual) ? html`<span class="key usual-key">usual</span>` : ''}${Object.keys(one.holidays).length > 0 ? html`<span>h: holiday</span>` : ''}</span></figcaption>${line}</figure>
${bars ? html`<figure><figcaption><span>What the difference is made of${isMean(course.key) ? '' : ', in points'}</span> <span class="legend"><span class="key">traffic</span><span class="key head-key">merges</span><span class="key production-key">production differs</span></span></figcaption>${bars}</figure>` : ''}
</div>
${details('The numbers', numbersOf(course))}`,
    );
  });
  const rest = [...moving.slice(MOST_PICTURES), ...still];
  return rest.length === 0 ? pictures : [...pictures, room('Also watched', alsoWatched(rest))];
}

function moves({ weeks }: Course): boolean {
  return new Set(weeks.flatMap(({ now }) => now ?? [])).size > 1;
}

function alsoWatched(courses: readonly Course[]): Safe {
  const rows = courses.map(({ key, weeks }): Content[] => {
    const values = weeks.flatMap(({ now }) => now ?? []);
    const level = (value: number) => (values.length === 0 ? '–' : levelOf(key, value));
    return [breakable(key), level(Math.min(...values)), level(Math.max(...values)), level(values.at(-1) ?? 0)];
  });
  const columns = ['Series', 'Least', 'Most', 'Newest'].map((title, index) => ({ title, numeric: index > 0 }));
  return longTable('Series without a picture', columns, rows, { visible: 8, most: MOST_ROWS });
}

/** The weeks in which a finding about the series itself held. */
function placesOf(findings: readonly Told[], key: string, weeks: readonly string[]): ReadonlySet<number> {
  const own = findings.filter((one) => one.key === key && one.segment === undefined);
  return new Set(own.flatMap(({ course }) => course.map(({ week }) => weeks.indexOf(week))));
}

function numbersOf({ key, weeks }: Course): Safe {
  const level = (value: number | undefined) => (value === undefined ? '–' : levelOf(key, value));
  const by = (value: number | undefined) => (value === undefined ? '–' : difference(key, value));
  const rows = weeks
    .toReversed()
    .map(({ week, now, usual, terms }): Content[] => [
      week,
      level(now),
      usual ? `${level(usual.low)} to ${level(usual.high)}` : '–',
      by(terms?.production),
      by(terms?.merges.reduce((sum, { amount }) => sum + amount, 0)),
      by(terms?.traffic),
    ]);
  const columns = ['Week of', 'Production', 'Usual', 'Production differs', 'Merges', 'Traffic'];
  return table(
    `${key} by week`,
    columns.map((title, index) => ({ title, numeric: index > 0 })),
    rows,
  );
}

/** What turned out to be right, and how much of that is known yet. */
function labelsPart({ labels }: Monitored): Safe | undefined {
  if (labels.length === 0) return undefined;
  const rows = labels
    .toReversed()
    .map(({ output, week, records, labelled, accuracy, bounds, isMature }): Content[] => [
      html`${breakable(output)}, week of ${week}`,
      percent(records === 0 ? 0 : labelled / records),
      isMature ? 'yes' : 'not yet',
      accuracy === undefined ? '–' : percent(accuracy),
      `${percent(bounds.low)} to ${percent(bounds.high)}`,
    ]);
  const columns = ['Output', 'Labelled', 'Mature', 'Right', 'Whatever the rest is'];
  return longTable(
    'Labels by week, newest first',
    columns.map((title, index) => ({ title, numeric: index === 1 || index >= 3 })),
    rows,
    { visible: 8, most: MOST_ROWS },
  );
}

function sharesOf(before: number, now: number): string[] {
  const { base, head, moved } = sharePair(before, now);
  return [base, head, pointsText(moved)];
}

/** Which segments there are more or less of, and what that did. */
function trafficPart({ splits }: Monitored): Safe | undefined {
  const [split] = splits.filter(({ segments }) => segments.length > 0);
  if (!split) return undefined;
  const moved = split.segments.toSorted((a, b) => moveOf(b) - moveOf(a));
  const rows = moved.map(({ segment, shares: [before, now], mix, within }): Content[] => [
    html`<bdi>${segment}</bdi>`,
    ...sharesOf(before, now),
    difference(split.key, mix),
    difference(split.key, within),
  ]);
  const columns = ['Segment', 'Share before', 'Share now', 'By', 'By more of it', 'Within it'];
  return html`<p>Which requests there are more or less of than before, and what that does to ${breakable(split.key)}.</p>
${longTable(
  'Segments of the traffic',
  columns.map((title, index) => ({ title, numeric: index > 0 })),
  rows,
  { visible: 8, most: MOST_ROWS },
)}`;
}

function moveOf({ shares: [before, now], mix, within }: Monitored['splits'][number]['segments'][number]): number {
  return Math.abs(now - before) + Math.abs(mix) + Math.abs(within);
}

function findingsPart({ findings }: Monitored): Safe | undefined {
  if (findings.length === 0) return undefined;
  // What is open first, the causes that explain others before those.
  const [open, over] = [findings.filter(isOpen), findings.filter((one) => !isOpen(one)).toReversed()];
  const rows = [...causesOf(open).flatMap((cause) => cause.findings), ...over].map((one): Content[] => [
    html`${breakable(one.key)} ${whereOf(one)}`,
    one.cause,
    amountOf(one),
    limitOf(one),
    one.since,
    one.openedIn,
    one.closedIn === undefined ? badge('fail', 'Open') : html`<span class="badge">over in ${one.closedIn}</span>`,
  ]);
  const columns = ['What', 'Cause', 'By', 'Limit', 'Since', 'Opened', 'State'];
  return longTable(
    'Findings',
    columns.map((title, index) => ({ title, numeric: index >= 2 && index <= 5 })),
    rows,
    { visible: 10, most: MOST_ROWS },
  );
}

function rulePart({ rule, expected, weeks, status, notes = [] }: Monitored): Safe {
  const often =
    status === 'too little'
      ? `Nothing opens before there are ${plural(rule.baseline + rule.persist, 'week')}.`
      : `By the rank rule alone, of weeks that are alike, a series with a limit opens ${Math.round(expected.each * 100) / 100} times a year.`;
  const limits = [...rule.limits].map(([key, limit]): Content[] => [
    breakable(key),
    isMean(key) ? number(limit) : points(limit),
  ]);
  const noted = notes.map((note) => html`<p>Note: ${note}.</p>`);
  return html`${noted}<p>${plural(weeks.length, 'whole week')}; each is compared with ${plural(rule.baseline, 'week')}, opens after ${rule.persist} in a row and is over after ${rule.clear} without it. ${often}</p>
${limits.length === 0 ? html`<p>No output has a limit under <code>monitor</code>, so the traffic opens nothing.</p>` : table('Limits', [{ title: 'Series' }, { title: 'Limit', numeric: true }], limits)}`;
}
