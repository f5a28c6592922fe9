/** What an issue says of a retraining: evidence, what to train on, and the criteria, before anybody trains. Pure. */
import { number, percent, points, signed } from '../../format/numbers.ts';
import type { Judged } from '../../monitor/challenge.ts';
import type { Monitored } from '../../monitor/monitor.ts';
import { type Contract, evidenceFor } from '../../monitor/retrain.ts';
import { called } from '../../monitor/words.ts';
import { code, text } from '../../report/markdown/escape.ts';
import { plain } from '../../report/plain.ts';
import { askableFrom, asksOf, isAskedFor, MOST_FAILED } from './asking.ts';
import type { Life } from './mark.ts';
import { nameOf } from './start.ts';

/** Nothing where weir.yml does not say what a retraining has to come to. */
export function askForRetraining(monitored: Monitored, life: Life): string[] {
  const { contract, failed = 0 } = life;
  const from = askableFrom(life, monitored);
  if (!contract)
    return from === undefined
      ? []
      : [
          `A retraining was asked for in the week of ${life.asked}. Weir asks for another from the week of ${from} on, if it is worse then.`,
        ];
  if (failed >= MOST_FAILED)
    return [
      `**Weir asks for no further retraining**: ${failed} have run for two weeks with their labels, and it is worse all the same. Look at the labels, at what the model is given, and at whether it is still asked the right question.`,
    ];
  const isAsked = isAskedFor(life);
  const again = asksOf(life) > 1 ? ' again, as one has not mended it' : '';
  const evidence = evidenceFor(monitored).map(
    ({ output, before, now, labelled, records, bounds }) =>
      `- ${code(plain(output))}: accuracy ${percent(before)} → ${percent(now)} on ${number(labelled)} labelled requests (coverage ${percent(labelled / records)}; between ${percent(bounds.low)} and ${percent(bounds.high)}, whatever the rest turns out to be)`,
  );
  return [
    isAsked
      ? `**A retraining is asked for${again}.**${started(life, monitored)}`
      : `**One retraining has not mended it.** Another is asked for${from === undefined ? '' : ` from the week of ${from} on`}, if it is worse then.`,
    `Evidence, on weeks whose labels are mature:`,
    [...evidence, ...excluded(monitored)].join('\n'),
    `Train on ${rangeOf(contract.train)}. Judged on the labelled requests of later weeks, once there are any, else of ${rangeOf(contract.weeks)}, what runs and what is proposed on the same ones, by criteria that are fixed from now on:`,
    contract.criteria.map((one) => `- ${criterion(one)}`).join('\n'),
    'Name this issue in the description of the pull request with the new model, as `Retrains: #` and its number on a line of its own: its check says which criteria are met.',
  ];
}

/** What became of starting it, where weir.yml says what. */
function started({ start, ...life }: Life, { rule }: Monitored): string {
  const run = rule.retrain?.run;
  if (!run || start?.ask !== asksOf(life)) return '';
  const name = nameOf(run);
  switch (start.state) {
    case 'started':
      return ` It has started: ${start.url} (${name}).`;
    case 'taken':
      return run.kind === 'workflow'
        ? ` GitHub has taken the request to start ${name}, and its run is not to be seen yet.`
        : ` GitHub has taken ${name}, and no run of that name is to be seen: does a workflow wait for it?`;
    case 'unseen':
      return ` GitHub was asked for ${name}, and no run is to be seen yet. The next look sees what came of it, and asks again where nothing did.`;
    case 'refused':
      return ` ${name[0]?.toUpperCase()}${name.slice(1)} was not started: ${text(start.why ?? '')}. The next look tries again.`;
    default:
      return start.state satisfies never;
  }
}

/** Why it is nothing else. */
function excluded({ production, states, findings }: Monitored): string[] {
  const isOpen = (cause: string): boolean => findings.some((one) => one.cause === cause && one.closedIn === undefined);
  const lines: string[] = [];
  if (production && production.compared > 0 && !isOpen('production'))
    lines.push(
      `- not production: it answers as ${text(plain(called(states[production.running])))}, but for ${percent(production.different / production.compared)} of ${number(production.compared)} requests`,
    );
  lines.push('- not a merge: the artifacts that were usual before are asked, on all weeks');
  if (!isOpen('input')) lines.push('- not the input: no field is missing, unseen or in another unit beyond its limit');
  return lines;
}

/** `Retrains #431: 2 of 3 criteria met: …`, plain text. */
export function judgedNote(number: number, judged: readonly Judged[], weeks: 'later' | 'same'): string {
  const met = judged.filter(({ isMet }) => isMet === true).length;
  const on =
    weeks === 'later'
      ? 'On weeks after those to train on.'
      : 'On the weeks of the issue, which were there to train on, too: weeks to come say more.';
  return `Retrains #${number}: ${met} of ${judged.length} criteria met. ${judged.map(told).join('; ')}. ${on}`;
}

function told(one: Judged): string {
  const sign = one.isMet === undefined ? '?' : one.isMet ? '✔' : '✖';
  if (one.kind === 'limit') {
    const found = one.worst === undefined ? 'not measured' : `${percent(one.worst)} in the furthest week`;
    return `${sign} ${one.key} ${found}, at most ${percent(one.most)}`;
  }
  if (one.isMet === undefined) return `${sign} ${one.output}.accuracy has no labelled request in these weeks`;
  const { difference } = one;
  const by = difference
    ? ` (${signed(difference.value, points(difference.value, 3))}, 99 %: ${points(difference.low, 3)} … ${points(difference.high, 3)})`
    : '';
  return `${sign} ${one.output}.accuracy ${percent(one.champion)} → ${percent(one.challenger)} on the same ${number(one.labelled)} labelled requests${by}, at least ${percent(one.least)}`;
}

function criterion(one: Contract['criteria'][number]): string {
  return one.kind === 'accuracy'
    ? `${code(plain(one.output))}: accuracy at least ${percent(one.least)}`
    : `${code(plain(one.key))} at most ${percent(one.most)} in each of the weeks`;
}

function rangeOf(weeks: readonly string[]): string {
  const [first, last] = [weeks[0], weeks.at(-1)];
  if (first === undefined || last === undefined) return 'no week, as none has its labels';
  return first === last ? `the week of ${first}` : `the ${weeks.length} weeks from that of ${first} to that of ${last}`;
}
