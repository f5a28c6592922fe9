/** Which files differ at all, governed or not: for what a report says of those that no pipeline reads, and of what guards them. */
import { isWorthALook } from '../artifacts/ungoverned/find.ts';
import { isMisplacedConfig } from '../config/load.ts';
import { mayAlterForm, namedFiles } from './forms.ts';
import { mayGuard } from './guards.ts';
import type { Asked } from './question.ts';

export interface ChangedPaths {
  /** May be governed, or taken for weir.yml. Undefined where some pipelines only are looked at, since what the others read is not known then. */
  readonly governed: readonly string[] | undefined;
  /** See `mayGuard`. */
  readonly guards: readonly string[];
  /** See `mayAlterForm`. */
  readonly forms: readonly string[];
}

/**
 * Asked for before a replay and wanted after it, so that git runs beside it; where it fails, whoever awaits it hears of that.
 * Undefined where nobody can tell.
 */
export function changedPaths({ judging, pipelines, changed }: Asked): Promise<ChangedPaths> | undefined {
  if (!changed) return undefined;
  const { config } = judging;
  const isWhole = pipelines.length === config.pipelines.length;
  const mayBeGoverned = (path: string) => isWhole && (isWorthALook(path) || isMisplacedConfig(path));
  const named = namedFiles({ pipelines });
  const isOfForm = (path: string) => mayAlterForm(path, named);
  const paths = changed((path) => mayBeGoverned(path) || mayGuard(path, config) || isOfForm(path)).then((all) => ({
    governed: isWhole ? all.filter(mayBeGoverned) : undefined,
    guards: all.filter((path) => mayGuard(path, config)),
    forms: all.filter(isOfForm),
  }));
  paths.catch(() => {});
  return paths;
}
