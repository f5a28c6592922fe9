/** What an issue says of an upstream's change that moves pipelines of this repository. Pure; names from outside stay text. */
import { parseElsewhere } from '../../document/elsewhere.ts';
import { downstreamTable } from '../../report/markdown/downstreams.ts';
import { block, code, details, text } from '../../report/markdown/escape.ts';
import { plain, plainReport } from '../../report/plain.ts';
import type { Downstream, Report, ReportEdit } from '../../report/report.generated.ts';
import { revision } from '../../report/sentences.ts';
import type { Impact } from './impact.ts';
import type { Over } from './next-impact.ts';
import { ownersLine } from './owners.ts';

export interface Shown {
  /** `owner/name` of the upstream, and its pull request's page. */
  readonly name: string;
  readonly pull: number;
  readonly url: string;
  readonly head: string;
  readonly asks: boolean;
  /** Of this repository's pipelines, those that it moves. */
  readonly lines: readonly Downstream[];
  readonly edits: readonly ReportEdit[];
  /** How it ends with other pull requests in place, a sentence of markdown. */
  readonly beside?: string;
  /** When the time of those is over whose answer is waited for, ISO 8601. */
  readonly answerBy?: string;
}

const MOST_EDITS = 10;

/** Without numbers, which change with every push. At most 200 characters. */
export function titleOf({ name, pull, lines }: Shown): string {
  const [first] = lines;
  const what = lines.length === 1 ? (first?.pipeline ?? '') : `${lines.length} pipelines`;
  return plain(`${name}#${pull} moves ${what} beyond what is allowed`).slice(0, 200);
}

/** Without its mark. */
export function textOf(shown: Shown): string {
  const { lines, asks, head, beside = '' } = shown;
  const table = downstreamTable(plainReport({ downstreams: [...lines] } as unknown as Report));
  return [
    asks
      ? `**${called(shown)} is held by what it does here.** Whoever owns a pipeline below accepts it in a comment of this issue, or there.`
      : `**${called(shown)} moves pipelines of this repository beyond their limits.** Nobody there sees anything of it, and nothing waits for an answer: \`visible_to_upstreams\` shows nothing there. Talk to them, or prepare for it.`,
    ownersLine(lines.flatMap(({ owners }) => owners)),
    table,
    beside,
    ...editLines(shown.edits),
    ...(asks ? [howTo(shown)] : []),
    ...commandLines(lines),
    `<sub>As of ${revision(plain(head))}, by Weir, which writes this text anew with each check and closes the issue by itself when it is over.</sub>`,
  ]
    .filter(Boolean)
    .join('\n\n');
}

export function saidOf(event: Over | 'again' | 'unanswered', { name, pull }: Pick<Impact, 'name' | 'pull'>): string {
  const it = code(plain(`${name}#${pull}`));
  switch (event) {
    case 'approved':
      return `Accepted: ${it} no longer waits for this repository. A push that does something else here opens this again.`;
    case 'within':
      return `Over: ${it} does nothing here any more that would have to be accepted.`;
    case 'merged':
      return `${it} is merged.`;
    case 'closed':
      return `${it} was closed without being merged.`;
    case 'again':
      return `${it} does something else here now: please look at the text above, which is of its present head.`;
    case 'unanswered':
      return `Nobody has answered in the time that ${code(plain(name))} gives: ${it} no longer waits for this repository. It can still be approved, which its check then says.`;
    default:
      throw new Error(`unknown event ${String(event satisfies never)}`);
  }
}

/** Where nobody there may know, nothing may lead there from here either: GitHub would show it in the pull request. */
function called({ name, pull, url, asks }: Shown): string {
  const words = code(plain(`${name}#${pull}`));
  return asks && /^https?:\/\/[^\s()<>]+$/.test(url) ? `[${words}](${url})` : words;
}

function editLines(edits: readonly ReportEdit[]): string[] {
  if (edits.length === 0) return [];
  const left = edits.length - MOST_EDITS;
  const shown = edits.slice(0, MOST_EDITS).map(({ artifact, lines: [line], message, before = [], after = [] }) => {
    const path = parseElsewhere(artifact)?.path ?? artifact;
    const diff = [...before.map((one) => `- ${plain(one)}`), ...after.map((one) => `+ ${plain(one)}`)];
    return [
      `${code(plain(`${path}:${line}`))} ${text(plain(message))}`,
      ...(diff.length > 0 ? [block(diff, 'diff')] : []),
    ];
  });
  return ['What changes there:', ...shown.flat(), ...(left > 0 ? [`… and ${left} more.`] : [])];
}

function howTo({ lines, answerBy }: Shown): string {
  const [first] = lines;
  const which = lines.length === 1 ? (first?.pipeline ?? 'all') : '<pipeline|all>';
  const until =
    answerBy === undefined
      ? ''
      : ` Unanswered until ${answerBy.slice(0, 16).replace('T', ' ')} UTC, it waits no longer.`;
  return [
    `To accept it, write in a comment of your own here:`,
    block([`/weir approve ${plain(which)} <reason>`]),
    `An approval is of exactly this impact and ends where it becomes another; \`/weir revoke\` takes it back.${until}`,
  ].join('\n\n');
}

function commandLines(lines: readonly Downstream[]): string[] {
  const commands = lines.flatMap(({ command }) => command ?? []);
  return commands.length === 0 ? [] : [details('The same in a clone', block(commands.slice(0, 5).map(plain), 'sh'))];
}
