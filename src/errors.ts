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
  /** Whose version of the file it is, where there are several: `base`, `head`. */
  readonly side?: string;
  /** The line itself. */
  readonly text?: string;
  /** What has to be mended lies outside of the repository, so that no push mends it. */
  readonly elsewhere?: boolean;
}

/** Something the user can mend. `problems` holds all of them, in the order of the file. */
export class WeirError extends Error {
  #problems: readonly Problem[];

  constructor(problems: readonly Problem[], options?: ErrorOptions) {
    super(problems.map(formatProblem).join('\n'), options);
    this.name = new.target.name;
    this.#problems = problems;
  }

  get problems(): readonly Problem[] {
    return this.#problems;
  }

  /** Adds what only a caller knows: whose version of these files it was, and their lines. Returns the error itself. */
  locate(files: ReadonlyMap<string, string | Uint8Array>, side?: string): this {
    this.#problems = this.#problems.map((problem) => {
      const content = problem.file === undefined ? undefined : files.get(problem.file);
      const text = typeof content === 'string' ? content : undefined;
      const line = problem.line === undefined ? undefined : text?.split(/\r?\n/)[problem.line - 1];
      return { ...problem, side: problem.side ?? side, text: problem.text ?? line };
    });
    this.message = this.#problems.map(formatProblem).join('\n');
    return this;
  }
}

/** An optional package is not installed, or does not load here: that says nothing of the file that is read. */
export class PeerError extends WeirError {}

/** Of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/**
 * For `catch`, where what cannot be read may as well not be there: nothing for an expected failure; anything else is thrown, and
 * so is that a package is missing.
 */
export function ifWeirError(error: unknown): undefined {
  if (!(error instanceof WeirError) || error instanceof PeerError) throw error;
  return undefined;
}

/** The same, of what a repository does not give. */
export function ifRepositoryError(error: unknown): undefined {
  if (!(error instanceof RepositoryError)) throw error;
  return undefined;
}

/** Runs `work` on these files; WeirErrors that name one of them learn whose it is and what its line says. */
export async function locating<T>(
  files: ReadonlyMap<string, string | Uint8Array>,
  side: string | undefined,
  work: () => T | Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof WeirError ? error.locate(files, side) : error;
  }
}

/** True where something could not be written for want of room, by the system's word or that of a library. */
export function isFullDisk(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(String(error.code))) return true;
  return /No space left on device/i.test(error.message) || isFullDisk(error.cause);
}

/** True for the RangeError of work that recursed deeper than the stack; other RangeErrors say something else. */
export function ranOutOfStack(error: unknown): boolean {
  return error instanceof RangeError && isAboutStack(error.message);
}

export function isAboutStack(message: string): boolean {
  return message.includes('call stack');
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
  const { message, found, expected, nearest } = problem;
  const place = formatPlace(problem);
  const detail = [found && `found ${found}`, expected && `expected ${expected}`].filter(Boolean).join(', ');
  return [place && `${place}: `, message, detail && `; ${detail}`, nearest && `; did you mean ${nearest}?`]
    .filter(Boolean)
    .join('');
}

/** `file:line:column`, as far as it is known, and whose version of the file: `rules/tier.json:4:12 (base)`. */
export function formatPlace({ file, line, column, side }: Problem): string {
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  return side === undefined || place === '' ? place : `${place} (${side})`;
}
