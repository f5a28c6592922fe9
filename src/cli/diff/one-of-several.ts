/** Which of several tables in a file is meant, as a step of weir.yml would say it. */
import type { Engine, Options } from '../../artifacts/engine.ts';
import { UsageError } from '../../errors.ts';

/** Undefined where none is named. Throws UsageError where the engine's files hold but one thing each. */
export function optionsOf({ id, choices, options }: Engine, name: string | undefined): Options | undefined {
  if (name === undefined) return undefined;
  const [key] = Object.keys(options);
  if (choices && key !== undefined) return { [key]: name };
  throw new UsageError([{ message: `--table is for files that hold several tables, and ${id} reads none` }]);
}
