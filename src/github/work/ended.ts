/** Notes in the audit log the approvals that counted for an earlier head and ended, because the change does something else. */
import type { Decision } from '../approvals/decision.ts';
import { standing } from '../approvals/ledger.ts';
import type { CheckRun } from '../check/check-run.ts';
import { fullName, type Repository } from '../port/repository.ts';
import type { WorkContext } from './context.ts';
import type { Subject } from './subject.ts';

/**
 * @param before checks as they were until now: what they showed is what people have approved
 * @param fingerprints what is shown from now on
 */
export async function recordEnded(
  { audit }: WorkContext,
  repository: Repository,
  { pull, target }: Subject,
  { before, decisions, fingerprints }: EndedOptions,
): Promise<void> {
  if (!pull) return;
  const ended = new Map<string, Parameters<typeof audit.record>[0]>();
  for (const { state } of before) {
    for (const { pipeline, fingerprint, by, at } of standing(decisions, state?.fingerprints ?? {}).values()) {
      if (fingerprints[pipeline] === fingerprint) continue;
      const place = { repository: fullName(repository), pull: pull.number, head: target.head };
      ended.set(`${pipeline} ${fingerprint}`, { kind: 'expired', ...place, pipeline, fingerprint, by, at });
    }
  }
  for (const entry of ended.values()) await audit.record(entry);
}

interface EndedOptions {
  readonly before: readonly CheckRun[];
  readonly decisions: readonly Decision[];
  readonly fingerprints: Readonly<Record<string, string>>;
}
