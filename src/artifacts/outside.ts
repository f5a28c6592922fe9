/**
 * What stages may ask of what lies outside the lock of a replay process: a program of the team's own, an endpoint. The
 * stage says what it wants answered; who answers is opened in the process that started the replay, by the broker.
 */
import type { Artifact } from './artifact.ts';

/** What was answered, as text, or why there is no answer. A reason holds no value of a record and no secret. */
export type Answer = string | Unanswered;

export interface Unanswered {
  readonly outcome: 'failed' | 'unreplayable';
  readonly reason: string;
}

/** An answer for each request, in order. Never throws. `again`: what was answered before does not count. */
export type Ask = (requests: readonly string[], options?: AskOptions) => Promise<readonly Answer[]>;

export interface AskOptions {
  readonly again?: boolean;
  /** Nobody wants the answers any more. */
  readonly signal?: AbortSignal;
}

/** Who answers for one version of an artifact, until it is disposed of. */
export interface Carrier extends AsyncDisposable {
  readonly ask: Ask;
  /** What of its answers cannot be believed after all, known once nothing more is asked; undefined for nothing. */
  doubt?(): Promise<string | undefined>;
}

export type VersionSide = 'base' | 'head';

/** Where a change is deployed, or why nobody knows. */
export type Deployed = { readonly address: string } | { readonly missing: string };

/** What is outside, as far as whoever started the replay lets it be used. Nothing of it comes from a pull request. */
export interface Surroundings {
  /** Why programs do not run here; undefined where they may. */
  readonly noPrograms?: string;
  /** Why nobody asks this address, with the secret of this name; undefined where it may be asked. */
  readonly refuses: (address: URL, secret?: string) => string | undefined;
  /** What stands for `${deployment}` in an environment, or in any; or why nothing does. */
  readonly deployment?: (environment: string | undefined) => Deployed;
  /** Where that may still be to come: resolves once it is known. Rejects where nobody wants to know any more. */
  readonly awaitDeployment?: (environment: string | undefined) => Promise<void>;
  /** By the names that weir.yml says. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Folder that outlives the replay; undefined for none. */
  readonly cache?: string;
  /** Hears what a program printed last on its standard error, which may hold what records hold. */
  readonly heard?: (path: string, side: VersionSide, text: string) => void;
  /** How many replay processes there are. */
  readonly jobs: number;
}

/** Opens who answers. Throws ArtifactError; what can only be said of each record is an answer. */
export type OpenCarrier = (artifact: Artifact, side: VersionSide, surroundings: Surroundings) => Promise<Carrier>;

/** One that answers everything alike. */
export function refusing(reason: string, outcome: Unanswered['outcome'] = 'unreplayable'): Carrier {
  const answer: Unanswered = { outcome, reason };
  return { ask: async (requests) => requests.map(() => answer), async [Symbol.asyncDispose]() {} };
}
