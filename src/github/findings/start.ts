/**
 * Starts what trains, once for each time that a retraining is asked for. GitHub has no request that is carried out at most once,
 * so a comment comes first: of several the oldest holds, and whoever finds one looks for a run before it asks again.
 */
import type { RetrainRun } from '../../config/config.ts';
import type { Contract } from '../../monitor/retrain.ts';
import { code } from '../../report/markdown/escape.ts';
import { plain } from '../../report/plain.ts';
import type { Conversations } from '../port/conversations.ts';
import type { Issue } from '../port/issues.ts';
import { isRefusal, statusOf, unlessRefusal } from '../port/status.ts';
import type { NewestRuns, WorkflowRun } from '../port/workflows.ts';
import { asksOf } from './asking.ts';
import { type Claim, claimMark, type Life, readClaim, type Start } from './mark.ts';
import { inputsOf } from './workflow-inputs.ts';

type To = Pick<Conversations, 'comments' | 'workflows'>;

/** A request whose run is not to be seen for so long has not been carried out. */
const UNSEEN_MS = 10 * 60_000;

const NO_FILE = 'it is not on the default branch';
const NO_TRIGGER = 'it has no trigger workflow_dispatch';

/** Throws where it is not known whether GitHub has taken it. */
export async function startRetraining(
  run: RetrainRun,
  issue: Place,
  life: Life & { readonly contract: Contract },
  to: To,
): Promise<Start> {
  const ask = asksOf(life);
  const known = life.start?.ask === ask ? life.start : undefined;
  if (known?.state === 'started') return known;
  try {
    return { ask, ...(await startOnce(run, issue, { ...life, ask }, known, to)) };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return { ask, state: 'refused', why: whyRefused(error, run) };
  }
}

type Place = Pick<Issue, 'number' | 'author'>;
type Outcome = Omit<Start, 'ask'>;
type Asked = Pick<Life, 'opened' | 'pipeline'> & { readonly ask: number; readonly contract: Contract };

async function startOnce(
  run: RetrainRun,
  issue: Place,
  asked: Asked,
  known: Start | undefined,
  to: To,
): Promise<Outcome> {
  const { comments, workflows } = to;
  const [before] = await claimsIn(to, issue, asked);
  if (before) {
    const { runs, readAt } = await newest();
    const found = runs.findLast((one) => one.id > before.after);
    if (found) return { state: 'started', url: found.url };
    // Nobody waits for an event, perhaps; but a workflow that was taken has a run.
    if (known?.state === 'taken' && run.kind === 'event') return { state: 'taken' };
    // Both times are GitHub's; where it does not say how late it is, nothing is asked for twice.
    if (readAt === undefined || Date.parse(readAt) - Date.parse(before.at) < UNSEEN_MS) return { state: 'unseen' };
    await comments.remove(before.id);
  }
  const file = run.kind === 'workflow' ? await workflows.file(run.path) : undefined;
  const declared = file && inputsOf(file.text);
  if (run.kind === 'workflow' && !declared) return { state: 'refused', why: file ? NO_TRIGGER : NO_FILE };
  const after = (await newest()).runs[0]?.id ?? 0;
  const { opened, ask } = asked;
  const nonce = crypto.randomUUID();
  const said = `Training anew: ${nameOf(run)} is asked for. What came of it stands in the text of this issue.`;
  await comments.post(issue.number, `${claimMark({ opened, ask, after, nonce })}\n${said}`);
  const [first, ...others] = await claimsIn(to, issue, asked);
  if (first?.nonce !== nonce) {
    const own = others.find((one) => one.nonce === nonce);
    if (own) await comments.remove(own.id);
    return { state: 'unseen' };
  }
  let id: number | undefined;
  try {
    id = await send();
  } catch (error) {
    // A refusal is sure: the next look may try again.
    if (isRefusal(error)) await comments.remove(first.id);
    throw error;
  }
  // GitHub has accepted the start; where its run cannot be found, that alone is told.
  const found = await unlessRefusal(async () => (id === undefined ? runAfter(after) : workflows.run(id)));
  return found ? { state: 'started', url: found.url } : { state: 'taken' };

  async function newest(): Promise<NewestRuns> {
    if (run.kind === 'workflow') return workflows.runs('workflow_dispatch', run.path);
    const { runs, readAt } = await workflows.runs('repository_dispatch');
    return { runs: runs.filter(({ title }) => title === run.type), readAt };
  }

  async function runAfter(id: number): Promise<WorkflowRun | undefined> {
    return (await newest()).runs.findLast((one) => one.id > id);
  }

  async function send(): Promise<number | undefined> {
    const { pipeline, contract } = asked;
    const [from = '', to = from] = [contract.train[0], contract.train.at(-1)];
    if (run.kind === 'event') {
      const { weeks: judged_on, criteria, train: weeks } = contract;
      await workflows.dispatch(run.type, { issue: issue.number, pipeline, weeks, from, to, judged_on, criteria });
      return undefined;
    }
    const all: Record<string, string> = {
      issue: String(issue.number),
      pipeline,
      weeks: contract.train.join(),
      from,
      to,
    };
    const inputs = Object.fromEntries(Object.entries(all).filter(([name]) => declared?.includes(name)));
    return workflows.start(run.path, file?.branch ?? '', inputs);
  }
}

interface Found extends Claim {
  /** Of the comment. */
  readonly id: number;
  readonly at: string;
}

/** Oldest first. What strangers write is none. */
async function claimsIn({ comments }: To, { number, author }: Place, { opened, ask }: Asked): Promise<Found[]> {
  const all = await comments.list(number);
  return all
    .flatMap(({ id, body, createdAt: at, login, isBot }): Found[] => {
      const claim = isBot || login === author ? readClaim(body) : undefined;
      return claim && claim.opened === opened && claim.ask === ask ? [{ ...claim, id, at }] : [];
    })
    .sort((a, b) => a.id - b.id);
}

/** As the issue calls it. */
export function nameOf(run: RetrainRun): string {
  return run.kind === 'workflow' ? code(plain(run.path)) : `the event ${code(plain(run.type))}`;
}

function whyRefused(error: Error, run: RetrainRun): string {
  const needs = run.kind === 'workflow' ? 'actions: write' : 'contents: write and actions: read';
  if (statusOf(error) === 403) return `GitHub does not let Weir do that, which needs ${needs} and an open conversation`;
  return `GitHub answers ${statusOf(error)}, ${plain(error.message).slice(0, 200)}`;
}
