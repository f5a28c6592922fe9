/** The comment that asks owners downstream about a change that they hold. Pure; names from outside stay text. */
import { downstreamName, holds } from '../../report/downstreams.ts';
import { code } from '../../report/markdown/escape.ts';
import { plain } from '../../report/plain.ts';
import type { Downstream } from '../../report/report.generated.ts';

const BEGINNING = '<!-- weir-asked ';
const END = ' -->';
/** Lines that are named for one who owns many. */
const MOST_LINES = 10;
/** Of one comment: GitHub tells no more than fifty of a mention. */
const MOST_OWNERS = 50;
/** A person or a team, as GitHub finds them in a text. */
const MENTION = /^@([\w-]+(?:\/[\w.-]+)?)$/;

/**
 * Undefined where everybody who has to be asked was, or nobody is waited for.
 * @param isToldElsewhere an issue of its own names the owners
 * @param author of the pull request, who cannot approve it
 * @param asked lower case
 */
export function renderAsking(
  downstreams: readonly Downstream[],
  isToldElsewhere: (one: Downstream) => boolean,
  author: string,
  asked: ReadonlySet<string>,
): string | undefined {
  const without = new Set([...asked, author.toLowerCase()]);
  const waiting = downstreams
    .filter((one) => holds(one) && one.fingerprint !== undefined && !isToldElsewhere(one))
    .map((one) => ({ one, owners: mentionable(one.owners).filter((name) => !without.has(name.toLowerCase())) }));
  const names = new Map(waiting.flatMap(({ owners }) => owners.map((name) => [name.toLowerCase(), name])));
  const now = [...names].slice(0, MOST_OWNERS);
  if (now.length === 0) return undefined;
  const chosen = new Set(now.map(([key]) => key));
  const theirs = waiting.filter(({ owners }) => owners.some((name) => chosen.has(name.toLowerCase())));
  const left = theirs.length - MOST_LINES;
  const mentions = now.map(([, name]) => `@${name}`).join(', ');
  return [
    `${BEGINNING}${now.map(([key]) => key).join(' ')}${END}`,
    `${mentions}: this change waits for an owner of what it moves downstream.`,
    [
      ...theirs.slice(0, MOST_LINES).map(({ one }) => `- ${code(plain(downstreamName(one)))}: ${howTo(one)}`),
      ...(left > 0 ? [`- … and ${left} more, which the check lists`] : []),
    ].join('\n'),
    '<sub>You are asked once, whatever is pushed: the check and the comment above say how it stands now.</sub>',
  ].join('\n\n');
}

/** Whom such a comment asks, lower case; nobody where it is none. */
export function askedIn(body: string): string[] {
  const first = body.trimStart();
  const end = first.indexOf(END);
  return first.startsWith(BEGINNING) && end > 0 ? first.slice(BEGINNING.length, end).split(' ').filter(Boolean) : [];
}

function howTo({ repository, pipeline = '', verdict }: Downstream): string {
  const key = `${repository}:${pipeline}`;
  const command = /^[\w-]+\/[\w.-]+:[\w.-]{1,200}$/.test(key) ? key : 'all';
  const what = verdict === 'fail' ? 'beyond its limits' : 'not enough records to decide';
  return `${what}; if that is meant, comment \`/weir approve ${command} <reason>\``;
}

function mentionable(owners: readonly string[]): string[] {
  return owners.flatMap((owner) => MENTION.exec(owner)?.[1] ?? []);
}
