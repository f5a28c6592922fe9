/** Which files differ at all, governed or not: for what a report says of those that no pipeline reads. */
import { isWorthALook } from '../artifacts/ungoverned/find.ts';
import { isMisplacedConfig } from '../config/load.ts';
import type { Question } from './question.ts';

/**
 * Paths that differ and may be governed. Asked for before a replay and wanted after it, so that git runs beside it; where it
 * fails, whoever awaits it hears of that. Undefined where nobody can tell, and where some pipelines only are looked at,
 * since what the others read is not known then.
 */
export function changedPaths({ judging, pipelines, changed }: Question): Promise<readonly string[]> | undefined {
  if (pipelines.length !== judging.config.pipelines.length) return undefined;
  const paths = changed?.((path) => isWorthALook(path) || isMisplacedConfig(path));
  paths?.catch(() => {});
  return paths;
}
