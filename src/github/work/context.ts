/** What everybody who works on a job is handed: the App's own identity, its stores, and its bounds. `app.ts` makes it. */
import type { Logger } from 'pino';
import type { KeptStore } from '../../recordings/kept/store.ts';
import type { RecordingCache } from '../../recordings/storage/cache.ts';
import type { Workers } from '../../replay/spread/workers.ts';
import type { Turns } from '../../turns.ts';
import type { Audit } from '../approvals/audit.ts';
import type { Signer } from '../approvals/decision.ts';
import type { AnnounceOptions } from '../check/publish.ts';
import type { EndpointPlace } from '../endpoint-places.ts';
import type { Metrics } from '../metrics.ts';
import type { GitHubApp } from '../port/app.ts';
import type { Repository, RepositoryRef } from '../port/repository.ts';
import type { Queue } from '../queue/queue.ts';
import type { Archive } from '../reports/archive.ts';
import type { Charts } from '../reports/charts/charts.ts';
import type { Seal } from '../seal.ts';
import type { ArrivingPlace } from '../snapshot/recording-storage.ts';
import type { Attempt } from './attempts.ts';
import type { ConsumerIndex } from './consumer-index.ts';
import type { Deployed } from './deployed.ts';
import type { Grants } from './monitor/grants.ts';
import type { MonitorNotes } from './monitor/notes.ts';
import type { ReportStore } from './report-store.ts';

export interface WorkContext {
  /** The App itself: what it may ask without any installation. */
  readonly app: GitHubApp & { readonly id: number; readonly slug: string };
  /** What is asked ends with the signal; by default with whatever ends the attempt. */
  open(repository: RepositoryRef, signal?: AbortSignal): Promise<Repository>;
  /** Comments that are carried out, though GitHub has not taken the reaction that says so: since this process began. */
  readonly told: Set<number>;
  /** At the job that is worked on. */
  readonly attempt: Attempt;
  readonly queue: Pick<Queue, 'add'>;
  readonly signer: Signer;
  /** Of what the App writes into issues of repositories downstream. */
  readonly seal: Seal;
  readonly audit: Audit;
  readonly reports: ReportStore;
  /** Where people look at reports; undefined where they are not shown. */
  readonly archive: Archive | undefined;
  /** Where GitHub gets charts for checks; undefined where checks have none. */
  readonly charts: Charts | undefined;
  /** Who reads whose files. */
  readonly consumers: ConsumerIndex;
  /** Downloaded recordings. */
  readonly recordings: RecordingCache;
  readonly arriving: ArrivingPlace;
  /** What was read of a repository's recordings, for its next check. */
  kept(repository: RepositoryRef): KeptStore;
  /** Whoever replays for a repository on other machines; undefined where there can be nobody. */
  workers(repository: RepositoryRef): Workers | undefined;
  /** Of replays: each uses every core by itself. Repositories whose jobs wait for one take turns. */
  readonly turns: Pick<Turns, 'take'>;
  /** Of checks that wait for a deployment. */
  readonly deployed: Deployed;
  /** What was watched when. */
  readonly monitors: MonitorNotes;
  /** What installations have not let the App do. */
  readonly grants: Grants;
  /** How this App's check runs are found and made. */
  readonly checks: AnnounceOptions;
  readonly bounds: Bounds;
  readonly metrics: Metrics;
  readonly log: Logger;
}

/** Posting a conclusion may take so long: it begins where the check's own time may be over. */
export const CLOSING_MILLISECONDS = 300_000;

/** And so long what it would be good to know before, but need not be. */
export const ASKING_MILLISECONDS = 10_000;

export interface Bounds {
  /** Processes of one replay. */
  readonly jobs: number;
  /** After so many minutes a check is concluded as timed out, whatever it was busy with. */
  readonly minutes: number;
  /** Folders that `file:///` recordings may lie in. */
  readonly recordings: readonly string[];
  /** Endpoints that may be asked, and the secrets that these name. */
  readonly endpoints: readonly EndpointPlace[];
  readonly endpointSecrets: Readonly<Record<string, string | undefined>>;
  /** Days that reports are kept. */
  readonly reportDays: number;
}
