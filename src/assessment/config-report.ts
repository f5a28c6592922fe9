/** Which weir.yml judged, and what becomes of it with the change. */
import type { JudgingConfig } from '../config/read.ts';
import type { ConfigReport } from '../report/report.generated.ts';

/** @param problems what keeps head's weir.yml from standing, a sentence each */
export function configReport({ config, from, changes }: JudgingConfig, problems: readonly string[]): ConfigReport {
  return {
    path: config.path,
    from,
    changes: [...changes],
    ...(problems.length > 0 && { problems: [...problems] }),
  };
}
