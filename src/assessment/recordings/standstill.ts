/** Whether any record of a recording still comes through its pipelines: where none does, no check of it sees anything. */
import type { RecordingConfig } from '../../config/config.ts';
import type { Problem } from '../../errors.ts';
import { plural } from '../../format/numbers.ts';
import type { Evidence } from '../../impact/evidence.ts';
import type { Look } from '../../replay/look/looking.ts';
import type { Plan } from '../../replay/plan.ts';
import { smoke } from '../../replay/smoke.ts';

/** How many records of each side are tried. */
const TRIED = 100;

/**
 * Tries the first records of each side with head's steps, so that only the records differ.
 * @param file weir.yml
 */
export async function standstill(
  { name, range: { line, column } }: RecordingConfig,
  plans: readonly Plan[],
  { base, head }: { readonly base: Look | undefined; readonly head: Look },
  file: string,
): Promise<Problem[]> {
  const trial = (plan: Plan, { shards }: Look) => ({ plan, files: shards.map((shard) => shard.file), shards });
  const after = await smoke(
    plans.map((plan) => trial(plan, head)),
    TRIED,
  );
  const problems: Problem[] = [];
  for (const [index, plan] of plans.entries()) {
    const ending = whyNone(after[index]?.evidence);
    if (ending === undefined) continue;
    const [before] = base ? await smoke([trial(plan, base)], TRIED) : [];
    if (!before?.evidence || whyNone(before.evidence) !== undefined) continue;
    const message = `recording "${name}" as head has it: of ${plural(ending.records, 'record')} that were tried none comes through pipeline "${plan.pipeline}"`;
    const expected = 'records that do, as at base';
    problems.push({ file, line, column, side: 'head', message, found: ending.why, expected });
  }
  return problems;
}

/** Undefined where some record comes through, or none was read. */
function whyNone(evidence: Evidence | undefined): { records: number; why: string | undefined } | undefined {
  if (!evidence) return undefined;
  const records = evidence.replayed + evidence.unreplayable;
  const through = evidence.outcomes.filter(({ base }) => base === 'ok').reduce((sum, one) => sum + one.records, 0);
  if (records === 0 || through > 0) return undefined;
  const [most] = evidence.reasons.toSorted((a, b) => b.records - a.records);
  return { records, why: most && `${most.outcome} by ${most.artifact}: ${most.reason}` };
}
