/**
 * The family of expected failures. Each carries problems that say where, what was found and what was expected,
 * so that a terminal, a check and an editor can all point at the same place. Anything else that is thrown is a bug.
 */

/** One thing that is wrong, with its place as far as it is known. Lines and columns count from 1. */
export interface Problem {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  /** A full sentence without the place: `unknown key "limit"`. */
  readonly message: string;
  readonly found?: string;
  readonly expected?: string;
  /** The nearest valid name, for "did you mean". */
  readonly nearest?: string;
}

/** Something the user can mend. `problems` holds all of them, in the order of the file. */
export class WeirError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[], options?: ErrorOptions) {
    super(problems.map(formatProblem).join('\n'), options);
    this.name = new.target.name;
    this.problems = problems;
  }
}

/** The command line was called in a way that makes no sense. */
export class UsageError extends WeirError {}
/** weir.yml is wrong. */
export class ConfigError extends WeirError {}
/** The repository, a revision or a file in it cannot be read. */
export class RepositoryError extends WeirError {}
/** A governed file cannot be parsed or compiled. */
export class ArtifactError extends WeirError {}
/** Recorded traffic cannot be found or read. */
export class RecordingError extends WeirError {}

/** `file:line:column: message; found …, expected …; did you mean …?` */
export function formatProblem(problem: Problem): string {
  const { file, line, column, message, found, expected, nearest } = problem;
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  const detail = [found && `found ${found}`, expected && `expected ${expected}`].filter(Boolean).join(', ');
  return [place && `${place}: `, message, detail && `; ${detail}`, nearest && `; did you mean ${nearest}?`]
    .filter(Boolean)
    .join('');
}
