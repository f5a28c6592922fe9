/** What `decide.ts` is asked, what it may look up, and what it answers. The worker in `src/github/work` provides the first two. */
import type { Decision } from '../approvals/decision.ts';
import type { CheckRun } from '../check/check-run.ts';
import type { PullRequest } from '../port/pulls.ts';
import type { Parsed } from './parse.ts';
import type { Ownership, Permission } from './permission.ts';

export interface CommandRequest {
  readonly asked: Exclude<Parsed, { readonly kind: 'nothing' }> | ButtonPress;
  /** Who asks: the author of the comment, or who pressed the button. */
  readonly login: string;
  /** GitHub's `type` of that account is `Bot`. */
  readonly isBot: boolean;
  /** ISO 8601, by GitHub's clock: when the comment was created; of a button a time before it was pressed: see `pressTime`. */
  readonly at: string;
  /** Undefined for a button. */
  readonly comment?: { readonly id: number; readonly edited: boolean };
}

export interface ButtonPress {
  readonly kind: 'button';
  readonly action: 'rerun' | 'approve' | 'explain';
  /** Id of the check run that it was on. */
  readonly checkRun: number;
}

/** The world as it is now; each fact is read when it is asked for, and may be asked for more than once. */
export interface Facts {
  /** What decisions are signed for: see `Decision`. */
  subject(): Promise<string>;
  pull(): Promise<Pick<PullRequest, 'author' | 'head' | 'fork' | 'open'>>;
  /** The check run on the present head; undefined where there is none yet. */
  check(): Promise<CheckRun | undefined>;
  /** Any check run by its id; undefined where there is none. */
  run(id: number): Promise<CheckRun | undefined>;
  /** When the head last became a commit that does not contain the one before, by GitHub's clock; undefined: never. */
  lastForcePush(): Promise<string | undefined>;
  /** The pipelines of base's weir.yml. Throws a WeirError where that is wrong. */
  pipelines(): Promise<readonly OwnedPipeline[]>;
  /** Earlier decisions, genuine and vouched for; where GitHub does not show comments, those that the check remembers. */
  decisions(): Promise<readonly Decision[]>;
  permissionOf(login: string): Promise<Permission>;
  ownershipOf(owners: readonly string[], login: string): Promise<Ownership>;
}

export interface OwnedPipeline {
  readonly name: string;
  /** As written in weir.yml. */
  readonly owners: readonly string[];
}

export type CommandVerdict =
  /** Not a word about it. */
  | { readonly kind: 'ignore'; readonly why: 'bot' | 'edited' }
  /** Nothing is done; why not, and what to do, as markdown. */
  | { readonly kind: 'answer'; readonly markdown: string }
  | { readonly kind: 'rerun'; readonly full: boolean }
  /** To be signed and kept, at least one. `remark`: what was asked for beside them and not done, as markdown. */
  | { readonly kind: 'decisions'; readonly decisions: readonly Decision[]; readonly remark?: string }
  /** `pipeline` as in weir.yml; undefined: every affected one. */
  | { readonly kind: 'explain'; readonly pipeline?: string }
  | { readonly kind: 'help' };

export function answer(markdown: string): CommandVerdict {
  return { kind: 'answer', markdown };
}
