/** Answers requests for reports: whose address is right, who is logged in and may read the repository, gets one. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { CheckRun } from '../check/check-run.ts';
import { findRun, listRuns } from '../check/publish.ts';
import { fullName } from '../port/repository.ts';
import { isOutOfReach, unlessStatus } from '../port/status.ts';
import { type Access, AskedTooOften, type ReadableRepository } from './access.ts';
import { type Address, folderOf, readAddress, writeAddress } from './address.ts';
import { type Answer, json, page, plain, send } from './answer.ts';
import { type Archive, archiveFor } from './archive.ts';
import { type CheckName, isNamed } from './check-name.ts';
import type { Login } from './login/login.ts';
import type { Viewer } from './login/web-flow.ts';
import type { ShowMap } from './map/map.ts';
import { mergesOf } from './merges.ts';
import { policyOf } from './pages/document.ts';
import { branchHistory } from './pages/history.ts';
import { inProgress, loginFailed, notFound, notNow, outOfReach, tooOften, withoutReport } from './pages/notices.ts';
import { pullHistory } from './pages/pull.ts';

export interface PagesOptions {
  /** The App's id: other Apps' checks are not asked about. */
  readonly app: number;
  readonly login: Login;
  readonly access: Access;
  readonly archive: Archive;
  readonly map: ShowMap;
  /** What stands before a path in a link: the public address, whose path a proxy may take away. */
  readonly publicUrl: string;
  /** Where people see GitHub: `https://github.com`. */
  readonly website: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: Pick<Logger, 'warn'>;
}

/** Resolves to false for an address that is none of these. */
export type Pages = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

export function createPages(options: PagesOptions): Pages {
  return async (request, response) => {
    const url = request.url ?? '/';
    if (!/^\/(reports|login)(?![^/?])/.test(url)) return false;
    send(response, await answerTo(options, request, readAddress(url)));
    return true;
  };
}

async function answerTo(
  options: PagesOptions,
  request: IncomingMessage,
  address: Address | undefined,
): Promise<Answer> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return plain(405, 'only GET and HEAD', { allow: 'GET, HEAD', connection: 'close' });
  }
  if (!address) return notFound();
  const { cookie } = request.headers;
  try {
    if (address.kind === 'login') return (await options.login.finish(address.query, cookie)) ?? loginFailed();
    const viewer = options.login.viewer(cookie);
    // Before anything is looked at: who is not known learns nothing, not even whether a repository is there.
    if (!viewer) return options.login.begin(writeAddress(address));
    const repository = await options.access(viewer, address.owner, address.repo);
    return repository ? await show(options, viewer, repository, address) : notFound(viewer.login);
  } catch (error) {
    if (error instanceof AskedTooOften) return tooOften();
    options.log.warn({ err: error, kind: address.kind, ...repositoryIn(address) }, 'A page could not be shown');
    return address.kind === 'login' || isOutOfReach(error) ? notNow() : outOfReach();
  }
}

function repositoryIn(address: Address): { readonly about?: string } {
  return address.kind === 'login' ? {} : { about: `${address.owner}/${address.repo}` };
}

async function show(
  options: PagesOptions,
  viewer: Viewer,
  repository: ReadableRepository,
  address: Exclude<Address, { kind: 'login' }>,
): Promise<Answer> {
  const { publicUrl, website, now } = options;
  const archive = archiveFor(options.archive, repository.visibility);
  const folder = `${publicUrl}${folderOf(repository)}`;
  switch (address.kind) {
    case 'report':
      return showReport(options, viewer, repository, address);
    case 'pull': {
      const records = await archive.recordsOf(repository.id, address.number);
      return pullHistory({ repository: fullName(repository), pull: address.number, records, folder, website });
    }
    case 'history':
      return branchHistory({
        repository: fullName(repository),
        branch: repository.defaultBranch,
        merges: await mergesOf(archive, repository),
        foretold: await archive.foretold(repository.id),
        folder,
        website,
        now: new Date(now()),
      });
    case 'map':
      return options.map(viewer, repository);
    default:
      throw new Error(`unknown address ${JSON.stringify(address satisfies never)}`);
  }
}

async function showReport(
  options: PagesOptions,
  { login }: Viewer,
  repository: ReadableRepository,
  address: Extract<Address, { kind: 'report' }>,
): Promise<Answer> {
  const { app, publicUrl } = options;
  const archive = archiveFor(options.archive, repository.visibility);
  const { name, form } = address;
  const record = await archive.record(repository.id, name);
  const kept = record?.verdict && (await archive.report(repository.id, name, form));
  if (kept) return form === 'json' ? json(kept) : page(200, kept, policyOf(kept));
  if (form === 'json') return notFound(login);
  // GitHub knows of each check what became of it.
  const run = await runOf(repository, name, app);
  if (!run) return notFound(login);
  if (run.status === 'completed') return withoutReport({ name, url: run.url }, record?.title);
  return inProgress({ name, url: run.url, here: `${publicUrl}${writeAddress(address)}` });
}

function runOf(repository: ReadableRepository, name: CheckName, app: number): Promise<CheckRun | undefined> {
  // What GitHub answers about a commit that it does not have.
  return unlessStatus([404, 422], async () => {
    const target = { head: name.head, externalId: `pull/${name.pull}` };
    if (name.pull !== undefined) return findRun(repository, target, { app });
    return (await listRuns(repository, name.head, { app })).find((run) => isNamed(name, run.target));
  });
}
