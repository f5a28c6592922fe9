/**
 * Issues that are Weir's own by the mark in their text: looked up by label and mark, one for each key, told once of each event.
 * What finds and writes them may be killed at any line, come twice, or run beside itself.
 */
import type { Conversations } from '../port/conversations.ts';
import type { Issue } from '../port/issues.ts';
import { isRefusal } from '../port/status.ts';
import { eventMark } from './mark.ts';

export const LABEL = 'weir';

/** So many issues are looked through for one whose label somebody took away, before a new one is opened. */
const LOOKED_THROUGH = 1000;

export interface Kept<Mark> {
  readonly issue: Issue;
  readonly mark: Mark;
}

/** How issues of one kind are told from others, and from each other. */
export interface Kind<Mark> {
  /** Undefined for an issue of another kind. */
  read(issue: Issue): Mark | undefined;
  keyOf(mark: Mark): string;
}

/** By key the oldest; others, left by a race, are closed as its duplicates. */
export async function keptAmong<Mark>(
  all: readonly Issue[],
  { read, keyOf }: Kind<Mark>,
  { issues }: Conversations,
): Promise<Map<string, Kept<Mark>>> {
  const known = new Map<string, Kept<Mark>>();
  for (const issue of all.toSorted((a, b) => a.number - b.number)) {
    const mark = issue.isTrusted ? read(issue) : undefined;
    if (!mark) continue;
    const key = keyOf(mark);
    const first = known.get(key);
    if (!first) known.set(key, { issue, mark });
    else {
      const body = `The same as #${first.issue.number}, which was opened at the same time.`;
      await issues.change(issue.number, { body, state: 'closed', reason: 'not_planned' });
    }
  }
  return known;
}

/** One whose label somebody took away. */
export async function withoutLabel<Mark>(
  key: string,
  kind: Kind<Mark>,
  to: Conversations,
): Promise<Kept<Mark> | undefined> {
  return (await keptAmong(await to.issues.latest(LOOKED_THROUGH), kind, to)).get(key);
}

export interface Opened {
  readonly issue: Issue;
  /** False where another run has opened the same one before: that one stays. */
  readonly isNew: boolean;
}

/** Two runs may both have opened one: both see both, and keep the older. */
export async function openKept<Mark>(
  made: { readonly title: string; readonly body: string },
  key: string,
  kind: Kind<Mark>,
  to: Conversations,
): Promise<Opened> {
  const opened = await to.issues.open({ ...made, labels: [LABEL] });
  await labelled(opened, to);
  const known = await keptAmong(await to.issues.labelled(LABEL), kind, to);
  const first = known.get(key)?.issue ?? opened;
  return { issue: first, isNew: first.number === opened.number };
}

/** GitHub drops a label in silence where the token may not set it, and people take it away. */
export async function labelled({ labels, number }: Issue, { issues }: Conversations): Promise<void> {
  if (labels.some((label) => label.toLowerCase() === LABEL)) return;
  await issues.label(number, LABEL).catch(unlessRefused);
}

/** A comment, once, whatever was killed or ran beside it. A conversation that is locked takes no comment, and needs none. */
export async function say(number: number, event: string, body: string, { comments }: Conversations): Promise<void> {
  const mark = eventMark(event);
  const said = async () => (await comments.list(number)).filter((one) => one.body.trimStart().startsWith(mark));
  if ((await said()).length > 0) return;
  try {
    await comments.post(number, body);
  } catch (error) {
    unlessRefused(error);
    return;
  }
  const [oldest, ...others] = (await said()).sort((a, b) => a.id - b.id);
  for (const { id, login } of others) if (login === oldest?.login) await comments.remove(id).catch(unlessRefused);
}

/** GitHub stores line ends as they come and may hand them back as CR LF. */
export function normal(body: string): string {
  return body.replaceAll('\r\n', '\n').trim();
}

function unlessRefused(error: unknown): void {
  if (!isRefusal(error)) throw error;
}
