/**
 * Whether the comment behind a decision still says it. Who approves stands by it in public: take the comment away or
 * change it, and the approval goes too.
 */
import type { Approve, Decision } from '../approvals/decision.ts';
import type { Comment } from '../port/comments.ts';
import { sameLogin } from '../port/login.ts';
import { type Command, parseCommand } from './parse.ts';

/** As GitHub has it now. */
export type DecisionComment = Pick<Comment, 'id' | 'login' | 'body' | 'createdAt' | 'updatedAt'>;

export type Vouched = { readonly stands: true } | { readonly stands: false; readonly why: string };

/**
 * @param comment undefined where it no longer exists
 *
 * A decision by a button has no comment and stands. A revocation always stands: to delete its comment must not bring
 * an approval back. `why` is a clause without names from outside: `its comment was deleted`.
 */
export function vouched(decision: Decision, comment: DecisionComment | undefined): Vouched {
  if (decision.comment === undefined || decision.kind === 'revoke') return { stands: true };
  if (!comment || comment.id !== decision.comment) return fallen('its comment was deleted');
  if (!sameLogin(comment.login, decision.by)) return fallen('its comment is by somebody else');
  if (comment.updatedAt !== comment.createdAt) return fallen('its comment was edited');
  const parsed = parseCommand(comment.body);
  if (parsed.kind !== 'command' || !says(parsed.command, decision)) return fallen('its comment says something else');
  return { stands: true };
}

function says(command: Command, decision: Decision): boolean {
  if (command.verb !== decision.kind) return false;
  switch (command.verb) {
    case 'approve':
      return (
        decision.kind === 'approve' &&
        command.reason === decision.reason &&
        namesOf(decision).includes(command.pipeline.toLowerCase())
      );
    case 'run':
      return decision.kind === 'run' && decision.head.startsWith(command.sha ?? '');
    default:
      return true;
  }
}

/** At home nobody writes the name of their own repository. */
function namesOf({ pipeline, home }: Approve): string[] {
  const names = ['all', pipeline, ...(home === undefined ? [] : [pipeline.slice(home.length + 1)])];
  return names.map((name) => name.toLowerCase());
}

function fallen(why: string): Vouched {
  return { stands: false, why };
}
