/**
 * The App's worker in front of the model of GitHub, with real signatures, real commands and real checks. What a replay would
 * find stands in the change itself: `impact(5)` moves 5 % of the decisions, and weir.yml allows so many.
 */
import { pino } from 'pino';
import type { AuditEntry } from '../../../../src/github/approvals/audit.ts';
import { signer } from '../../../../src/github/approvals/decision.ts';
import { readState } from '../../../../src/github/check/state.ts';
import type { Again, Job } from '../../../../src/github/job.ts';
import { createMetrics } from '../../../../src/github/metrics.ts';
import { createSeal } from '../../../../src/github/seal.ts';
import { createConsumerIndex } from '../../../../src/github/work/consumer-index.ts';
import { Deployed } from '../../../../src/github/work/deployed.ts';
import { Grants } from '../../../../src/github/work/monitor/grants.ts';
import type { Replayed, ReportKey } from '../../../../src/github/work/report-store.ts';
import { type AppContext, createWorker, type Worker } from '../../../../src/github/work/work.ts';
import { Turns } from '../../../../src/turns.ts';
import { pipeline, report } from '../../../report/fixtures.ts';
import { newPrivateKey } from '../../approvals/keys.ts';
import { weirYml } from '../../e2e/claims.ts';
import { APP, type ModelGitHub, modelGitHub, REF } from '../../model/github.ts';
import type { Files, ModelCheck } from '../../model/world.ts';

export interface Scene extends Worker {
  readonly github: ModelGitHub;
  /** Jobs that wait, oldest first. */
  readonly jobs: Job[];
  readonly audit: AuditEntry[];
  /** How long each job was to wait that was to wait at all, milliseconds. */
  readonly delays: number[];
  /** Opens a pull request from a branch of its own, and judges it. */
  propose(files: Files, options?: Parameters<ModelGitHub['openPull']>[1]): Promise<number>;
  /** Looks at a pull request, as after an event, and at all that comes of it. */
  look(
    pull: number,
    more?: { readonly head?: string; readonly before?: string; readonly again?: Again },
  ): Promise<void>;
  /** Somebody writes a comment, which is carried out, and all that comes of it. Gives its id. */
  say(pull: number, login: string, body: string): Promise<number>;
  /** Works on all jobs that wait. */
  settle(): Promise<void>;
  /** What the check of the pull request's head is concluded with; undefined while it is not. */
  conclusion(pull: number): string | undefined;
}

/** A change that moves so many percent of the decisions. */
export function impact(percent: number): Files {
  return { 'rules/compensation.json': String(percent) };
}

/** A change by whose replay the disk of the server is found to be full. */
export const FULL_DISK: Files = { 'rules/compensation.json': 'full' };

/** weir.yml, which lets so many percent be moved. */
export function allowing(percent: number): Files {
  return { '.github/weir.yml': weirYml({ percent }) };
}

const KEY = newPrivateKey();
const SIGNER = signer(KEY);

/** @param minutes that a check may take */
export function openScene({ minutes = 30 } = {}): Scene {
  const github = modelGitHub({ ...allowing(2), ...impact(0), 'README.md': 'Claims\n' });
  const jobs: Job[] = [];
  const audit: AuditEntry[] = [];
  const delays: number[] = [];
  const worker = createWorker(contextOf(github, { jobs, audit, delays, minutes }));
  let branches = 0;
  const scene: Scene = {
    ...worker,
    github,
    jobs,
    audit,
    delays,
    async propose(files, options) {
      branches += 1;
      github.commit(`change-${branches}`, files);
      const number = github.openPull(`change-${branches}`, options);
      await scene.look(number);
      return number;
    },
    async look(number, more = {}) {
      jobs.push({ kind: 'pull', repository: REF, number, head: github.pull(number).head, ...more });
      await scene.settle();
    },
    async say(number, login, body) {
      const { id: comment } = github.comment(number, login, body);
      jobs.push({ kind: 'comment', repository: REF, number, comment });
      await scene.settle();
      return comment;
    },
    async settle() {
      for (let job = jobs.shift(); job; job = jobs.shift()) await worker.work(job, new AbortController().signal);
    },
    conclusion: (number) => github.check(number)?.conclusion ?? undefined,
  };
  return scene;
}

/** What a check remembers. */
export function stateOf(check: ModelCheck | undefined) {
  return readState(check?.summary);
}

/** What the worker is handed. */
export function contextOf(
  github: ModelGitHub,
  { jobs, audit, delays, minutes }: Pick<Scene, 'jobs' | 'audit' | 'delays'> & { readonly minutes: number },
): AppContext {
  return {
    app: { ...github.app, id: APP.app, slug: 'weir' },
    open: async (_ref, signal) => github.open(signal),
    told: new Set(),
    workers: () => undefined,
    queue: {
      async add(job, options) {
        jobs.push(job);
        if (options?.delay !== undefined) delays.push(options.delay);
      },
    },
    signer: SIGNER,
    seal: createSeal(KEY, 'issues'),
    audit: { record: async (entry) => void audit.push(entry) },
    reports: {
      ...{ read: (key) => replayed(github, key), write: async () => {}, removeBefore: async () => 0 },
      ...{ readLines: async () => undefined, writeLines: async () => {} },
    },
    consumers: createConsumerIndex(),
    archive: undefined,
    charts: undefined,
    kept: () => ({ get: async () => undefined, put: async () => {}, tell: async () => undefined }),
    recordings: { file: () => Promise.reject(new Error('nothing is replayed here')), holds: async () => false },
    turns: new Turns(1),
    arriving: { folder: '', turns: new Turns(0) },
    deployed: new Deployed(),
    monitors: { lastTick: async () => undefined, write: async () => {} },
    grants: new Grants(),
    checks: { app: APP.app },
    bounds: { jobs: 1, minutes, recordings: [], endpoints: [], endpointSecrets: {}, reportDays: 30 },
    metrics: createMetrics(async () => ({ waiting: 0, running: 0 })),
    log: pino({ level: 'silent' }),
  };
}

/** What a replay of these commits has found before. */
async function replayed(github: ModelGitHub, { head, trunk, base }: ReportKey): Promise<Replayed> {
  const read = (commit: string, path: string) => github.read(commit, path);
  const moved = Number(read(head, 'rules/compensation.json'));
  if (Number.isNaN(moved)) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
  const before = Number(read(base, 'rules/compensation.json'));
  const allowed = Number(/tier\.changed: (\d+)%/.exec(read(trunk, '.github/weir.yml'))?.[1]);
  const verdict = moved === before ? 'unaffected' : moved > allowed ? 'fail' : 'pass';
  const owners = ['@octo-claims', '@octo-deputy', '@acme/claims'];
  const found = pipeline({ name: 'compensation', owners, verdict, fingerprint: `moves ${moved} %` });
  return { report: report({ base, head, verdict, pipelines: [found] }), sources: new Map() };
}
