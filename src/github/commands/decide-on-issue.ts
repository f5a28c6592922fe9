/** The judgement on a command in an issue about production: may this person have this now? It writes nothing. */
import { WeirError } from '../../errors.ts';
import { configBroken, pipelineNotFound, wrong } from './help.ts';
import { findingOver, onlyInPulls } from './help-on-issues.ts';
import { refusalOf } from './owned.ts';
import type { Command } from './parse.ts';
import type { CommandRequest, Facts, OwnedPipeline } from './verdict.ts';

/** What an issue's commands are judged by, read when it is asked for. */
export interface IssueFacts extends Pick<Facts, 'ownershipOf'> {
  /** The pipeline that the issue is about. */
  readonly pipeline: string;
  /** What it was about holds no more. */
  readonly isOver: boolean;
  /** The pipelines of weir.yml on the default branch. Throws a WeirError where that is wrong. */
  pipelines(): Promise<readonly OwnedPipeline[]>;
}

export type IssueVerdict =
  | { readonly kind: 'ignore' }
  /** Nothing is done; why not, as markdown. */
  | { readonly kind: 'answer'; readonly markdown: string }
  | { readonly kind: 'help' }
  | { readonly kind: 'accept'; readonly reason: string }
  | { readonly kind: 'snooze'; readonly days: number };

type Asked = Omit<CommandRequest, 'asked'> & { readonly asked: Exclude<CommandRequest['asked'], { kind: 'button' }> };

/** Throws where GitHub gives no answer to a question of `facts`. */
export async function decideOnIssue({ asked, login, isBot, comment }: Asked, facts: IssueFacts): Promise<IssueVerdict> {
  if (isBot || /\[bot\]$/i.test(login) || comment?.edited) return { kind: 'ignore' };
  if (asked.kind === 'answer') return answer(wrong(asked.problem));
  try {
    return await judge(asked.command, login, facts);
  } catch (error) {
    if (error instanceof WeirError) return answer(configBroken(error));
    throw error;
  }
}

async function judge(command: Command, login: string, facts: IssueFacts): Promise<IssueVerdict> {
  if (command.verb === 'help') return { kind: 'help' };
  if (command.verb !== 'accept' && command.verb !== 'snooze') return answer(onlyInPulls(command.verb));
  if (facts.isOver) return answer(findingOver());
  const pipelines = await facts.pipelines();
  const found = pipelines.find(({ name }) => name === facts.pipeline);
  const names = pipelines.map(({ name }) => name);
  if (!found) return answer(pipelineNotFound(facts.pipeline, undefined, names));
  const refusal = await refusalOf(found, command.verb, login, facts);
  if (refusal !== undefined) return answer(refusal);
  return command.verb === 'accept'
    ? { kind: 'accept', reason: command.reason }
    : { kind: 'snooze', days: command.days };
}

function answer(markdown: string): IssueVerdict {
  return { kind: 'answer', markdown };
}
