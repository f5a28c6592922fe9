/** The judgement on a revocation. It needs no finished check: to take an approval back is safe at any time. Called by `decide.ts`. */
import { unrevoked } from '../approvals/ledger.ts';
import { sameLogin } from '../port/login.ts';
import { nothingToRevoke } from './help.ts';
import { refusalOf, settle } from './owned.ts';
import { findPipeline } from './pipelines.ts';
import { answer, type CommandRequest, type CommandVerdict, type Facts, type OwnedPipeline } from './verdict.ts';

/** @param wanted a pipeline as written, or `all` */
export async function revoke(wanted: string, request: CommandRequest, facts: Facts): Promise<CommandVerdict> {
  const approvals = unrevoked(await facts.decisions());
  const pipelines = withFormer(
    await facts.pipelines(),
    approvals.map(({ pipeline }) => pipeline),
  );
  const found = findPipeline(wanted, pipelines);
  if (found.kind === 'none') return answer(found.markdown);
  const { login, at, comment } = request;
  const made = { subject: await facts.subject(), by: login, at, comment: comment?.id };
  const candidates = found.kind === 'one' ? [found.pipeline] : pipelines;
  const judged = candidates.map(async (pipeline) => {
    const approvers = approvals.filter((approval) => approval.pipeline === pipeline.name).map(({ by }) => by);
    if (approvers.length === 0) return undefined;
    const isOwn = approvers.some((by) => sameLogin(by, login));
    const refusal = isOwn ? undefined : await refusalOf(pipeline, 'revoke', login, facts);
    return refusal ?? ({ kind: 'revoke', ...made, pipeline: pipeline.name } as const);
  });
  return settle(await Promise.all(judged), nothingToRevoke(found.kind === 'one' ? found.pipeline.name : undefined));
}

/** A pipeline can leave weir.yml while an approval of it stands. Nobody owns it then. */
function withFormer(pipelines: readonly OwnedPipeline[], approved: readonly string[]): OwnedPipeline[] {
  const names = new Set(pipelines.map(({ name }) => name));
  const former = [...new Set(approved)].filter((name) => !names.has(name));
  return [...pipelines, ...former.map((name) => ({ name, owners: [] }))];
}
