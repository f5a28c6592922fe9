/** The books of a chaos run: what people did in each pull request, and what is right for it now. `inspect.ts` compares. */
import type { Pull } from '../../emulated-github/index.ts';
import type { Conclusion, Expected } from './content.ts';

export interface Account {
  readonly story: string;
  readonly pull: Pull;
  /** By commit id, in the order in which they were heads. */
  readonly heads: Map<string, Head>;
  readonly commands: Command[];
  /** An approval has ended, because the change became another one. */
  expired: boolean;
}

export interface Head {
  /** What is right for it as things stand. */
  expected: Expected;
  /** What was right for it at some time: an older head keeps what it was given while it was the newest. */
  readonly once: Set<Conclusion>;
  /** Its verdict was seen before anything came after it, so that it stays. */
  seen: boolean;
}

export interface Command {
  readonly comment: number;
  /** The App's last word about it: `rocket` where it is done, `confused` where it is refused with a reason. */
  readonly reaction: 'rocket' | 'confused';
  /** It gets a comment in reply. */
  readonly answered: boolean;
  /** Lines of the audit log. */
  readonly audited: 'approve' | 'revoke' | 'run' | 'rerun' | undefined;
}

/** Notes what is right for the pull request's present head from now on. */
export function expectOf({ pull, heads }: Account, expected: Expected): void {
  const { sha } = pull.head;
  const known = heads.get(sha);
  if (known) {
    known.expected = expected;
    known.seen = false;
    known.once.add(expected.conclusion);
  } else {
    heads.set(sha, { expected, once: new Set([expected.conclusion]), seen: false });
  }
}
