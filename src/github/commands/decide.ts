/**
 * The judgement on a command or a button: may this person have this now? It reads what it needs and writes nothing; the
 * worker carries out what it says. Asked again after a crash, it says the same.
 */
import { WeirError } from '../../errors.ts';
import { sameLogin } from '../port/login.ts';
import { approve } from './approve.ts';
import { closed, configBroken, headUnseen, notPermitted, otherHead, runNotNeeded, whichHead, wrong } from './help.ts';
import { onlyInIssues } from './help-on-issues.ts';
import type { Command } from './parse.ts';
import type { Permission } from './permission.ts';
import { findPipeline } from './pipelines.ts';
import { revoke } from './revoke.ts';
import { isBefore, wasForced } from './times.ts';
import { answer, type ButtonPress, type CommandRequest, type CommandVerdict, type Facts } from './verdict.ts';

/** Throws where GitHub gives no answer to a question of `facts`. */
export async function decide(request: CommandRequest, facts: Facts): Promise<CommandVerdict> {
  if (request.isBot || /\[bot\]$/i.test(request.login)) return { kind: 'ignore', why: 'bot' };
  if (request.comment?.edited) return { kind: 'ignore', why: 'edited' };
  if (!(await facts.pull()).open) return isHelp(request) ? { kind: 'help' } : answer(closed());
  if (request.asked.kind === 'answer') return answer(wrong(request.asked.problem));
  try {
    return (await decidedBefore(request, facts)) ?? (await judge(request.asked, request, facts));
  } catch (error) {
    if (error instanceof WeirError) return answer(configBroken(error));
    throw error;
  }
}

function isHelp({ asked }: CommandRequest): boolean {
  return asked.kind === 'command' && asked.command.verb === 'help';
}

/** Its own decisions have moved the check on since; judged a second time, it would come too early for its verdict. */
async function decidedBefore(
  { asked, comment, login, at }: CommandRequest,
  facts: Facts,
): Promise<CommandVerdict | undefined> {
  if (!decidesSomething(asked)) return undefined;
  const decisions = (await facts.decisions()).filter((earlier) =>
    comment ? earlier.comment === comment.id : !earlier.comment && earlier.by === login && earlier.at === at,
  );
  return decisions.length > 0 ? { kind: 'decisions', decisions } : undefined;
}

function decidesSomething(asked: CommandRequest['asked']): boolean {
  if (asked.kind === 'button') return asked.action === 'approve';
  return asked.kind === 'command' && ['approve', 'revoke', 'run'].includes(asked.command.verb);
}

function judge(
  asked: ButtonPress | { readonly kind: 'command'; readonly command: Command },
  request: CommandRequest,
  facts: Facts,
): Promise<CommandVerdict> {
  if (asked.kind === 'command') return judgeCommand(asked.command, request, facts);
  switch (asked.action) {
    case 'rerun':
      return rerun(false, request, facts);
    case 'approve':
      return approve({ pipeline: 'all', reason: 'approved by button', checkRun: asked.checkRun }, request, facts);
    case 'explain':
      return explain('all', request, facts);
    default:
      throw new Error(`unknown button ${String(asked.action satisfies never)}`);
  }
}

async function judgeCommand(command: Command, request: CommandRequest, facts: Facts): Promise<CommandVerdict> {
  switch (command.verb) {
    case 'rerun':
      return rerun(command.full, request, facts);
    case 'approve':
      return approve(command, request, facts);
    case 'revoke':
      return revoke(command.pipeline, request, facts);
    case 'run':
      return run(command.sha, request, facts);
    case 'explain':
      return explain(command.pipeline, request, facts);
    case 'accept':
    case 'snooze':
      return answer(onlyInIssues(command.verb));
    case 'help':
      return { kind: 'help' };
    default:
      throw new Error(`unknown command ${JSON.stringify(command satisfies never)}`);
  }
}

const writers: readonly Permission[] = ['admin', 'maintain', 'write'];

async function rerun(full: boolean, { login }: CommandRequest, facts: Facts): Promise<CommandVerdict> {
  const allowed = (await isAuthor(login, facts)) || writers.includes(await facts.permissionOf(login));
  return allowed ? { kind: 'rerun', full } : answer(notPermitted('rerun', login));
}

/** A comment has no head: what was pushed after it was written, its writer has not seen. */
async function run(sha: string | undefined, request: CommandRequest, facts: Facts): Promise<CommandVerdict> {
  const { login, at, comment } = request;
  const { fork, head } = await facts.pull();
  if (!fork) return answer(runNotNeeded());
  if (!writers.includes(await facts.permissionOf(login))) return answer(notPermitted('run', login));
  if (sha !== undefined && !head.startsWith(sha)) return answer(otherHead(sha, head));
  const check = await facts.check();
  if (check?.target.head !== head || !isBefore(check.startedAt, at)) return answer(headUnseen(head));
  if (sha === undefined && (await wasForced(check.startedAt, facts))) return answer(whichHead(head, 'run'));
  return {
    kind: 'decisions',
    decisions: [{ kind: 'run', subject: await facts.subject(), by: login, at, comment: comment?.id, head }],
  };
}

async function explain(wanted: string, { login }: CommandRequest, facts: Facts): Promise<CommandVerdict> {
  const pipelines = await facts.pipelines();
  const found = findPipeline(wanted, pipelines);
  const allowed =
    (await isAuthor(login, facts)) ||
    ['triage', ...writers].includes(await facts.permissionOf(login)) ||
    (await facts.ownershipOf([...new Set(pipelines.flatMap(({ owners }) => owners))], login)).kind === 'owner';
  if (!allowed) return answer(notPermitted('explain', login));
  if (found.kind === 'none') return answer(found.markdown);
  return found.kind === 'all' ? { kind: 'explain' } : { kind: 'explain', pipeline: found.pipeline.name };
}

async function isAuthor(login: string, facts: Facts): Promise<boolean> {
  return sameLogin((await facts.pull()).author, login);
}
