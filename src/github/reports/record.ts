/** What is remembered of one check for its page and for the history. The worker writes it when the check is concluded. */
import type { Verdict } from '../../report/report.generated.ts';
import type { Conclusion } from '../check/outcome.ts';
import type { Visibility } from '../port/repository.ts';
import type { Move } from './moves.ts';

export interface CheckRecord {
  readonly format: typeof FORMAT;
  /** `acme/claims`, as it was called then. */
  readonly repository: string;
  /** Number; of a merge group none. */
  readonly pull?: number;
  /** Who could read the repository then: what was written for few is not shown to more. */
  readonly visibility: Visibility;
  /** Commits. */
  readonly head: string;
  readonly base?: string;
  /** Branch that it goes to. */
  readonly baseRef: string;
  /** When it was concluded, ISO 8601. */
  readonly at: string;
  readonly conclusion: Conclusion;
  /** As the check on GitHub has it. */
  readonly title: string;
  /** Undefined where nothing was judged: there is no report then. */
  readonly verdict?: Verdict;
  readonly moves: readonly Move[];
  /** Of the pipelines that it reaches; of those of other repositories, as this repository may see them. Not in older records. */
  readonly pipelines?: readonly JudgedPipeline[];
}

export interface JudgedPipeline {
  /** `owner/name` of another repository; left out for one of this. */
  readonly repository?: string;
  readonly name: string;
  readonly verdict: Verdict;
}

/** What a later Weir writes is not guessed at. */
export const FORMAT = 1;

/** Undefined for what is none of this version. */
export function parseKept<T extends object>(text: string): T | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isKept<T>(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Weir alone writes into the store, and whole files: the format says the rest. */
function isKept<T extends object>(value: unknown): value is T {
  return typeof value === 'object' && value !== null && 'format' in value && value.format === FORMAT;
}
