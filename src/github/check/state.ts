/**
 * What a check has to remember, kept in the check itself: only the App can write there, so it survives a restart and
 * nobody can forge it. It stands invisibly at the end of the summary.
 */

export interface CheckState {
  /** Format of this object. */
  readonly version: 1;
  /** Branch and merge base that were judged against. */
  readonly baseRef: string;
  readonly mergeBase?: string;
  /** SHA-256 of the weir.yml that judged. */
  readonly config?: string;
  /** Fingerprint of each pipeline that did not pass by itself: what an approval is bound to. */
  readonly fingerprints?: Readonly<Record<string, string>>;
  /** Signed decisions, as `approvals/decision.ts` writes them. */
  readonly decisions?: readonly string[];
}

const MARKER = /<!-- weir-state ([\w-]+) -->/;

/** One line of markdown that GitHub does not show. */
export function writeState(state: CheckState): string {
  return `<!-- weir-state ${Buffer.from(JSON.stringify(state)).toString('base64url')} -->`;
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
