/** Limits that name a value, or a threshold, that no record has: a check could not judge them. */
import type { Surroundings } from '../../artifacts/outside.ts';
import type { LimitConfig, PipelineConfig } from '../../config/config.ts';
import type { Problem } from '../../errors.ts';
import { plural } from '../../format/numbers.ts';
import { type Absence, absenceOf } from '../../gate/absent.ts';
import type { Evidence } from '../../impact/evidence.ts';
import { isOutside } from '../../replay/broker/broker.ts';
import { smoke, type Trial } from '../../replay/smoke.ts';

/** Rare values may be on none of the few records that everything else is tried on. */
const SOUGHT = 20_000;

export interface AbsentValues {
  /** Where every record was looked at. */
  readonly problems: readonly Problem[];
  /** Where the recording goes on. */
  readonly warnings: readonly string[];
}

interface Tried {
  /** Records that were asked for. */
  readonly tried: number;
  /** That of weir.yml. */
  readonly file: string;
  readonly outside: Surroundings | undefined;
}

/** `evidence`: of the first records, of which `tried` were asked for; where they do not show the value, more are replayed. */
export async function absentValues(
  pipeline: PipelineConfig,
  trial: Trial,
  evidence: Evidence,
  { tried, file, outside }: Tried,
): Promise<AbsentValues> {
  const first = absencesIn(evidence, pipeline);
  if (first.length === 0 || evidence.replayed === 0) return { problems: [], warnings: [] };
  // So many requests would cost somebody time or money.
  const isCostly = trial.plan.steps.some(isOutside);
  const more =
    isCostly || evidence.read < tried ? evidence : ((await smoke([trial], SOUGHT, outside))[0]?.evidence ?? evidence);
  const absences = absencesIn(more, pipeline);
  if (more.read < (isCostly ? tried : SOUGHT))
    return { problems: absences.map((found) => problem(found, file)), warnings: [] };
  const warnings = absences.map(([{ key }, { reason, nearest: meant }]) => {
    const hint = meant === undefined ? '' : `; did you mean ${meant}?`;
    return `limit ${key}: ${reason} of the first ${plural(more.read, 'record')}${hint}`;
  });
  return { problems: [], warnings };
}

function absencesIn({ outputs }: Evidence, { limits }: PipelineConfig): [LimitConfig, Absence][] {
  return limits.flatMap((limit): [LimitConfig, Absence][] => {
    const output = outputs.find(({ name }) => name === limit.output);
    const absence = output && absenceOf(limit, output);
    return absence ? [[limit, absence]] : [];
  });
}

function problem([{ key, range }, { reason, nearest, values }]: [LimitConfig, Absence], file: string): Problem {
  return {
    file,
    line: range.line,
    column: range.column,
    message: `nothing can be judged by "${key}": ${reason}`,
    ...(values && { expected: values.join(', ') }),
    ...(nearest !== undefined && { nearest }),
  };
}
