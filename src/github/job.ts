/**
 * What is to be done, as plain data for a queue. Jobs say where to look, never what is true: whoever works on one reads
 * GitHub first, so that jobs may come twice, late, in any order or not at all without making a wrong check.
 */
import type { RepositoryRef } from './port/repository.ts';

export type Job =
  | PullJob
  | CommentJob
  | CommandJob
  | ActionJob
  | MergeGroupJob
  | SuiteJob
  | DeploymentJob
  | DependantsJob
  | RepositoryJob
  | PushJob
  | MonitorJob
  | FindingJob
  | MonitorsJob
  | HomeJob
  | HomeCommandJob
  | HomeChangedJob
  | MendedJob
  | SweepJob;

/** Bring the check of a pull request up to date. */
export interface PullJob {
  readonly kind: 'pull';
  readonly repository: RepositoryRef;
  readonly number: number;
  /** The head that the event saw. Work on another head of the same pull request stops for it. */
  readonly head?: string;
  /** The head before it, whose check may be left to conclude. */
  readonly before?: string;
  /** Further heads before it, where one job came of several events; their checks may be left to conclude, too. */
  readonly befores?: readonly string[];
  /** Conclude anew although the check is concluded. */
  readonly again?: Again;
  /** The head whose check somebody asked to run again; the pull request may have gone on since. */
  readonly asked?: string;
  /** The pull request was closed: work on it is in vain. */
  readonly closed?: boolean;
}

/**
 * `decided`: what the impact is judged by has changed (decisions, limits, the base), so only what was not measured yet is
 * replayed; `rerun`: replay; `full`: replay every record.
 */
export type Again = 'decided' | 'rerun' | 'full';

/** Somebody wrote a comment: acknowledge it if it is a command, and hand it to the lane of its pull request. */
export interface CommentJob {
  readonly kind: 'comment';
  readonly repository: RepositoryRef;
  readonly number: number;
  readonly comment: number;
}

/** Carry out the command in a comment. */
export interface CommandJob {
  readonly kind: 'command';
  readonly repository: RepositoryRef;
  readonly number: number;
  readonly comment: number;
}

/** A button of a finished check was pressed. */
export interface ActionJob {
  readonly kind: 'action';
  readonly repository: RepositoryRef;
  readonly number: number;
  readonly checkRun: number;
  readonly action: 'rerun' | 'approve' | 'explain';
  /** Login of who pressed it. */
  readonly sender: string;
  /** The delivery that told of it, which tells one press from another. */
  readonly press: string;
  /** How often it was given up and put off, because GitHub was out of reach. */
  readonly putOff?: number;
}

/** Check what a merge queue is about to merge. */
export interface MergeGroupJob {
  readonly kind: 'merge-group';
  readonly repository: RepositoryRef;
  readonly head: string;
  /** Undefined for a re-run, whose event does not say: the check remembers it. */
  readonly base?: string;
  /** `refs/heads/gh-readonly-queue/main/pr-12-…` */
  readonly ref: string;
  readonly again?: Again;
  /** Nobody waits for it any more. */
  readonly destroyed?: boolean;
}

/** All checks of a commit are to run again. It may be the head of several pull requests, of forks, and of merge groups. */
export interface SuiteJob {
  readonly kind: 'suite';
  readonly repository: RepositoryRef;
  readonly head: string;
  /** As of `ActionJob`. */
  readonly putOff?: number;
}

/** A commit has been deployed, which some of its checks may wait for. */
export interface DeploymentJob {
  readonly kind: 'deployment';
  readonly repository: RepositoryRef;
  readonly head: string;
}

/** A pull request is another than it was: those whose description names it may have been judged with it in place. */
export interface DependantsJob {
  readonly kind: 'dependants';
  readonly repository: RepositoryRef;
  readonly number: number;
  /** Those by which it came here, `owner/name#12`: names may go in a circle. */
  readonly by?: readonly string[];
}

/** The App was installed: make the check selectable as required, then look after every open pull request. */
export interface RepositoryJob {
  readonly kind: 'repository';
  readonly repository: RepositoryRef;
  /** Commit whose check is posted anew although it stands; undefined: the default branch's, where it has none. */
  readonly again?: string;
  /** As of `ActionJob`. */
  readonly putOff?: number;
}

/** weir.yml on this branch may have changed: pull requests to it are judged by it. */
export interface PushJob {
  readonly kind: 'push';
  readonly repository: RepositoryRef;
  readonly branch: string;
}

/** Watch what the default branch's weir.yml wants watched, and bring its issues up to date. */
export interface MonitorJob {
  readonly kind: 'monitor';
  readonly repository: RepositoryRef;
  /** The time of the schedule that it is for, ISO 8601: it is done once. Undefined: whatever was done before. */
  readonly tick?: string;
  /** As of `ActionJob`. */
  readonly putOff?: number;
}

/** Carry out the command in a comment of an issue about production. */
export interface FindingJob {
  readonly kind: 'finding';
  readonly repository: RepositoryRef;
  /** Of the issue. */
  readonly number: number;
  readonly comment: number;
}

/** It is time to watch: a job for each repository. */
export interface MonitorsJob {
  readonly kind: 'monitors';
  /** As of `MonitorJob`. */
  readonly tick: string;
}

/**
 * Tell repositories downstream what a pull request does to them that show nothing in its check; and all of them, in their
 * issues, where it is closed.
 */
export interface HomeJob {
  readonly kind: 'home';
  readonly repository: RepositoryRef;
  readonly number: number;
  /** As of `ActionJob`. */
  readonly putOff?: number;
}

/** Carry out the command in a comment of an issue downstream, about a pull request of the repository. */
export interface HomeCommandJob {
  readonly kind: 'home-command';
  readonly repository: RepositoryRef;
  readonly number: number;
  readonly home: RepositoryRef;
  readonly issue: number;
  readonly comment: number;
}

/** A comment that decided something in an issue of the repository is another than it was, or gone: see whom that concerns. */
export interface HomeChangedJob {
  readonly kind: 'home-changed';
  readonly repository: RepositoryRef;
  /** Of the issue. */
  readonly number: number;
}

/** The default branch has moved: what could not be judged of it when upstreams changed may be by now. */
export interface MendedJob {
  readonly kind: 'mended';
  readonly repository: RepositoryRef;
}

/** Look through all installations for what was missed. */
export interface SweepJob {
  readonly kind: 'sweep';
}

/**
 * Jobs of one lane are worked on one after the other, by whatever process; different lanes run beside each other.
 * Everything that writes to one pull request's check and comment shares a lane.
 */
export function laneOf(job: Job): string {
  switch (job.kind) {
    case 'pull':
    case 'command':
    case 'home-command':
    case 'action':
      return `${nameOf(job)}#${job.number}`;
    case 'comment':
      return `${nameOf(job)}/comments/${job.comment}`;
    case 'merge-group':
      return `${nameOf(job)}@${job.ref}`;
    case 'suite':
      return `${nameOf(job)}/suites/${job.head}`;
    case 'deployment':
      return `${nameOf(job)}/deployments/${job.head}`;
    case 'dependants':
      return `${nameOf(job)}/dependants/${job.number}`;
    case 'repository':
      return `${nameOf(job)}/repository`;
    case 'push':
      return `${nameOf(job)}/branches/${job.branch}`;
    // Both write the repository's issues about production.
    case 'monitor':
    case 'finding':
      return `${nameOf(job)}/monitor`;
    case 'home':
      return `${nameOf(job)}/home/${job.number}`;
    case 'mended':
      return `${nameOf(job)}/mended`;
    case 'home-changed':
      return `${nameOf(job)}/issues/${job.number}`;
    case 'monitors':
      return 'monitors';
    case 'sweep':
      return 'sweep';
    default:
      throw new Error(`unknown job ${String(job satisfies never)}`);
  }
}

/** What a job is about, for people: `acme/claims#12`, `acme/claims@refs/heads/…`, or a repository alone. */
export function aboutOf(job: Job): string {
  if (!('repository' in job)) return job.kind;
  const { owner, repo } = job.repository;
  if ('number' in job) return `${owner}/${repo}#${job.number}`;
  return 'ref' in job ? `${owner}/${repo}@${job.ref}` : `${owner}/${repo}`;
}

/**
 * The repository whose pull request's lane it is: they may be many, and each may wait long. Undefined for all others, such as
 * merge groups, for which a whole queue waits.
 */
export function ownerOfPulls(lane: string): string | undefined {
  return /^(.+)#\d+$/.exec(lane)?.[1];
}

/** True where work on `running` is in vain once `next` has come to its lane. */
export function supersedes(next: Job, running: Job): boolean {
  if (next.kind === 'pull' && running.kind === 'pull') {
    return next.closed === true || next.again !== undefined || (next.head !== undefined && next.head !== running.head);
  }
  if (next.kind !== 'merge-group' || running.kind !== 'merge-group') return false;
  // A group that is made again on the same commit has the name of the one before it.
  return next.head === running.head && (next.destroyed === true || next.again !== undefined);
}

function nameOf({ repository: { owner, repo } }: Exclude<Job, SweepJob | MonitorsJob>): string {
  return `${owner}/${repo}`.toLowerCase();
}
