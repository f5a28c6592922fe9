/**
 * Finds what is wrong with a rule before any record meets it: the libraries would only find out in the branch that a
 * record reaches, and some of what they would do there must not happen at all.
 */
import { closest, distance } from 'fastest-levenshtein';
import { toPointer } from '../../../document/pointer.ts';
import type { Source } from '../../../document/source.ts';
import { ArtifactError, type Problem } from '../../../errors.ts';
import { nearest } from '../../../nearest.ts';
import type { Dialect } from './dialect.ts';

/** The way from a value up to the root; a list of tokens for each value would cost the square of the depth. */
interface Path {
  readonly token: string | number;
  readonly parent: Path | undefined;
}

/**
 * Throws ArtifactError with every unknown or refused operator and every path into what JavaScript objects inherit.
 * Both libraries take an object with exactly one key for an operation; with none or several it is data.
 */
export function checkRule(source: Source, dialect: Dialect): void {
  const problems: Problem[] = [];
  const pending: { value: unknown; path: Path | undefined }[] = [{ value: source.value, path: undefined }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { value, path } = next;
    if (Array.isArray(value)) pushAll(value.entries(), path);
    else if (typeof value === 'object' && value !== null) checkObject(value, path);
  }
  if (problems.length > 0) throw new ArtifactError(problems.sort(byPlace));

  function checkObject(value: object, path: Path | undefined): void {
    const [operation, another] = Object.entries(value);
    if (!operation) return;
    const [operator, argument] = operation;
    const inner: Path = { token: operator, parent: path };
    const known = dialect.operators.has(operator);
    if (another) {
      if (known && dialect.ambiguousLiterals) problems.push(ambiguous(operator, inner));
      return;
    }
    const refusal = dialect.refused.get(operator);
    if (refusal !== undefined) problems.push({ ...place(inner), message: `\`${operator}\` is refused: ${refusal}` });
    else if (!known) problems.push(unknown(operator, inner));
    else if (dialect.mappings.has(operator) && isMapping(argument)) pushAll(Object.entries(argument), inner);
    else if (!dialect.literals.has(operator)) {
      checkPaths(operator, argument, inner);
      pending.push({ value: argument, path: inner });
    }
  }

  function checkPaths(operator: string, argument: unknown, path: Path): void {
    const isPath = dialect.paths.get(operator);
    if (!isPath) return;
    const found = (Array.isArray(argument) ? argument.filter((_, position) => isPath(position)) : [argument])
      .flat()
      .filter((text) => typeof text === 'string')
      .flatMap((text) => text.split(/[.\\/]/))
      .find((segment) => segment in Object.prototype);
    if (found === undefined) return;
    problems.push({
      ...place(path),
      message: `a path through \`${found}\`, which every JavaScript object inherits`,
      expected: 'a path into the data',
    });
  }

  function unknown(operator: string, path: Path): Problem {
    return {
      ...place(path),
      message: `unknown operator \`${operator}\``,
      expected: `an operator of ${dialect.id} (an object with one key is an operation)`,
      nearest: nearest(operator, dialect.operators) ?? oneOff(operator, dialect.operators),
    };
  }

  function ambiguous(operator: string, path: Path): Problem {
    return {
      ...place(path),
      message: `an object with several keys is data, but ${dialect.id} takes its first key \`${operator}\` for an operator`,
      expected: 'one key, or the object inside `preserve`',
    };
  }

  function pushAll(entries: Iterable<readonly [string | number, unknown]>, parent: Path | undefined): void {
    for (const [token, value] of entries) pending.push({ value, path: { token, parent } });
  }

  function place(path: Path): Pick<Problem, 'file' | 'line' | 'column'> {
    const { line, column } = source.keyRange(pointerOf(path));
    return { file: source.file, line, column };
  }
}

function pointerOf(path: Path): string {
  const tokens: (string | number)[] = [];
  for (let step: Path | undefined = path; step; step = step.parent) tokens.push(step.token);
  return toPointer(tokens.reverse());
}

function isMapping(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function byPlace(a: Problem, b: Problem): number {
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}

/** Operators are short (`if`, `==`), so one wrong letter still means them. */
function oneOff(operator: string, operators: ReadonlySet<string>): string | undefined {
  const candidate = closest(operator, [...operators]);
  return distance(operator, candidate) === 1 ? candidate : undefined;
}
