/** What a step of weir.yml says beside its file, as options of the command line say it. */
import type { Engine, Options } from '../../artifacts/engine.ts';
import { UsageError } from '../../errors.ts';
import type { Assignments } from './assignments.ts';

export interface Said {
  /** Which of several tables in a file. */
  readonly table?: string | undefined;
  /** By address, paths of the copies that stand for schemas elsewhere. */
  readonly vendored?: Assignments | undefined;
  /** By table, files of its rows. */
  readonly related?: Assignments | undefined;
}

/** Undefined where nothing is said. Throws UsageError for what files of the engine cannot have. */
export function optionsOf(
  { id, choices, copies, options }: Engine,
  { table, vendored, related }: Said,
): Options | undefined {
  const [key] = Object.keys(options);
  if (table !== undefined && (!choices || key === undefined))
    throw new UsageError([{ message: `--table is for files that hold several tables, and ${id} reads none` }]);
  if (vendored && !copies)
    throw new UsageError([
      { message: `--vendored is for schemas that refer to others by address, and ${id} reads none` },
    ]);
  if (related && !('related' in options))
    throw new UsageError([{ message: `--related is for contracts of tables, and ${id} reads none` }]);
  if (table === undefined && !vendored && !related) return undefined;
  return {
    ...(table !== undefined && key !== undefined && { [key]: table }),
    ...(vendored && { vendored }),
    ...(related && { related }),
  };
}
