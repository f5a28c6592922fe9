/**
 * Reads `.github/weir.yml`: the text of a file in, a complete `Config` out, or everything that is wrong with it at
 * once. Whoever has the text (of base, of head, of `--config`) calls this.
 */
import { parseSource, type Source } from '../document/source.ts';
import { ConfigError, type Problem } from '../errors.ts';
import type { Config } from './config.ts';
import { expandEach } from './each/expand.ts';
import type { EachNames } from './each/names.ts';
import { notIndented, syntaxProblems } from './indentation.ts';
import type { Mistake } from './mistake.ts';
import { resolveConfig } from './resolve.ts';
import { ruleMistakes } from './rules.ts';
import { weirSchema } from './schema.ts';
import { violations } from './violations.ts';
import type { WeirYml } from './weir-yml.generated.ts';

export interface ParseOptions {
  /** What `readEach` has read of the files that steps with `each` name. */
  readonly each?: EachNames;
}

/** Where weir.yml stands in a repository. */
export const configPath = '.github/weir.yml';

/** The folder in which owners keep what monitoring takes for usual. */
export const BASELINES = '.weir/baseline/';

/** It looks like one and stands where nobody reads it: `weir.yml` at the top, `.github/weir.yaml`. */
export function isMisplacedConfig(path: string): boolean {
  return /^(\.github\/)?\.?weir\.ya?ml$/i.test(path) && path !== configPath;
}

/**
 * The text of a weir.yml, checked and resolved. `path` is what errors call the file. Throws one ConfigError that
 * holds every mistake in the order of the file; syntax errors come alone, since they hide the rest.
 */
export function parseConfig(text: string, path: string, { each = new Map() }: ParseOptions = {}): Config {
  try {
    const source = expandEach(parseText(text, path), each);
    const all = [...violations(source.value, weirSchema), ...ruleMistakes(source.value)];
    const mistakes = notIndented(all) ?? all;
    if (mistakes.length > 0) throw new ConfigError(inOrder(mistakes.map((mistake) => place(mistake, source))));
    // The schema has just said so.
    return { ...resolveConfig(source.value as WeirYml, source), text };
  } catch (error) {
    throw error instanceof ConfigError ? error.locate(new Map([[path, text]])) : error;
  }
}

function parseText(text: string, path: string): Source {
  try {
    return parseSource(text, path, ConfigError);
  } catch (error) {
    throw error instanceof ConfigError
      ? new ConfigError(syntaxProblems(text, error.problems), { cause: error })
      : error;
  }
}

function place({ pointer, at, ...rest }: Mistake, source: Source): Problem {
  const { line, column } = at === 'key' ? source.keyRange(pointer) : source.valueRange(pointer);
  return { file: source.file, line, column, ...rest };
}

function inOrder(problems: readonly Problem[]): Problem[] {
  return problems.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
}
