/**
 * What a check has to remember, kept in the check itself: only the App can write there, so it survives a restart and
 * nobody can forge it. It stands invisibly at the end of the summary.
 */
import type { Conclusion } from './outcome.ts';
import { newestThatFit } from './room.ts';

export interface CheckState {
  /** Format of this object. */
  readonly version: 1;
  /** Branch and merge base that were judged against. */
  readonly baseRef: string;
  readonly mergeBase?: string;
  /** Branch whose weir.yml judged, where that is another. */
  readonly trunk?: string;
  /** Which weir.yml stood at the tip of that one, as `configMark` says it; whether or not it could be used. */
  readonly config?: string;
  /** Which weir.yml the organization had, where it may say who may block. */
  readonly gates?: string;
  /** Digest of the decisions that counted, as `decisionsDigest` says it. */
  readonly decided?: string;
  /** Digest of the pull requests that the description names, as they were; undefined where it names none. */
  readonly together?: string;
  /**
   * What the check came to by itself, where that stands: others with the same head may have kept it from being shown.
   */
  readonly own?: Conclusion;
  /** Fingerprint of each pipeline that did not pass by itself: what an approval is bound to. */
  readonly fingerprints?: Readonly<Record<string, string>>;
  /** Since when a check shows these fingerprints, by GitHub's clock, ISO 8601: who approves must have come after it. */
  readonly shownSince?: string;
  /** When the time of owners downstream is over, ISO 8601: the check is then judged anew. */
  readonly answerBy?: string;
  /** Since when something outside of GitHub has kept it from being judged, and when it is looked at again. ISO 8601. */
  readonly awaits?: { readonly since: string; readonly at: string };
  /** What is still to be done though the check is concluded: it was not judged, or not all was said about it. */
  readonly todo?: 'verdict' | 'words';
  /** Signed decisions, as `approvals/decision.ts` writes them. */
  readonly decisions?: readonly string[];
}

/** What is left is enough for a verdict. */
const longestState = 60_000;

/** The last line alone: what stands above it may quote a stranger's file, markers included. */
const MARKER = /(?:^|\n)<!-- weir-state ([\w-]+) -->\s*$/;

/** One line of markdown that GitHub does not show; `readState` looks for it on the last line. */
export function writeState(state: CheckState): string {
  return `<!-- weir-state ${Buffer.from(JSON.stringify(state)).toString('base64url')} -->`;
}

/** Characters that a summary must leave for it, the blank line between them included. */
export function roomBeside(state: CheckState | undefined): number {
  return state ? writeState(fitState(state, longestState)).length + 2 : 0;
}

/** The summary with the state at its end. */
export function withState(summary: string, state: CheckState | undefined): string {
  return state ? `${summary}\n\n${writeState(fitState(state, longestState))}` : summary;
}

/**
 * At most so many characters: the oldest decisions go first, then all but the branch. What is lost has to be decided
 * again; a check that cannot conclude would be worse.
 */
export function fitState(state: CheckState, longest: number): CheckState {
  const { decisions = [], ...rest } = state;
  if (writeState(state).length <= longest) return state;
  // Base64 takes four characters for three; a decision stands in quotes, with a comma.
  const room = ((longest - writeState({ ...rest, decisions: [] }).length) * 3) / 4;
  const fitted = { ...rest, decisions: newestThatFit(decisions, room - 2 * decisions.length - 3) };
  return writeState(fitted).length <= longest ? fitted : { version: state.version, baseRef: state.baseRef };
}

/** Undefined where there is none, or one of another format. */
export function readState(summary: string | null | undefined): CheckState | undefined {
  const encoded = MARKER.exec(summary ?? '')?.[1];
  if (encoded === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(Buffer.from(encoded, 'base64url').toString());
    return isState(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The App alone writes it; only the format may be an older one's. */
function isState(value: unknown): value is CheckState {
  return typeof value === 'object' && value !== null && 'version' in value && value.version === 1;
}
