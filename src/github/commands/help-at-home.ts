/** The answers to commands in issues about what an upstream's change does here, as markdown; see `help.ts`. */
import { lineOf } from './help.ts';
import type { Verb } from './parse.ts';

export function onlyAtHome(verb: Verb): string {
  return `${lineOf(verb)} is for another place. In this issue there are ${lineOf('approve')} and ${lineOf('revoke')}.`;
}

export function changedAtHome(): string {
  return 'What this issue showed when the comment was written is not what the check there shows by now. Please look at the text above, which is brought up to date with each check, then approve in a new comment.';
}

export function editedAtHome(): string {
  return 'Somebody has changed the text of this issue, so what was seen here is not what Weir has written, and nothing was approved. The next check of the change writes it anew.';
}

/** @param asks false where this issue only tells */
export function upstreamGone(asks: boolean): string {
  return asks
    ? 'The repository that this issue is about is not there any more under its name, so nothing was done.'
    : 'Nothing waits for an answer here: this issue only tells what a change elsewhere does. `visible_to_upstreams` in weir.yml says what is seen there.';
}
