/** Puts together what shows reports to people, where the settings allow it. `app.ts` calls it once. */
import type { Logger } from 'pino';
import type { CheckTarget } from '../check/check-run.ts';
import type { GitHubApp } from '../port/app.ts';
import type { Repository, RepositoryRef } from '../port/repository.ts';
import type { Settings } from '../settings.ts';
import { websiteOf } from '../website.ts';
import { createAccess } from './access.ts';
import { LOGIN_PATH, writeAddress } from './address.ts';
import { type Archive, openArchive } from './archive.ts';
import { checkNameOf } from './check-name.ts';
import { createCookies } from './login/cookies.ts';
import { createLogin } from './login/login.ts';
import { createWebFlow } from './login/web-flow.ts';
import type { MapFacts } from './map/facts.ts';
import { createMap } from './map/map.ts';
import { createPages, type Pages } from './pages.ts';
import type { TextStore } from './store/text-store.ts';

export interface ShownReports {
  readonly archive: Archive;
  readonly pages: Pages;
  /** Of the page of a check; undefined for one that is about no change. */
  readonly addressOf: (repository: RepositoryRef, target: CheckTarget) => string | undefined;
}

export interface ShowOptions {
  readonly settings: Pick<Settings, 'appId' | 'privateKey' | 'githubApiUrl' | 'publicUrl' | 'client'>;
  readonly github: Pick<GitHubApp, 'installationOf'>;
  readonly open: (repository: RepositoryRef, signal?: AbortSignal) => Promise<Repository>;
  readonly facts: MapFacts;
  readonly store: TextStore;
  readonly log: Pick<Logger, 'warn'>;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** Undefined where nobody could be asked who they are, or sent anywhere: then there are no pages. */
export function showReports(options: ShowOptions): ShownReports | undefined {
  const { settings, github, open, facts, store, log, now = Date.now } = options;
  const { appId: app, privateKey, githubApiUrl: apiUrl, publicUrl, client } = settings;
  if (publicUrl === undefined || client === undefined) return undefined;
  const archive = openArchive(store);
  const flow = createWebFlow({ client, apiUrl, callbackUrl: `${publicUrl}${LOGIN_PATH}` });
  const cookies = createCookies(publicUrl.startsWith('https:'));
  const login = createLogin({ privateKey, flow, cookies, publicUrl, now });
  const website = websiteOf(apiUrl);
  const map = createMap({ facts, open, archive, publicUrl, website, now });
  const access = createAccess({ app: github, open, now });
  return {
    archive,
    pages: createPages({ app, login, access, archive, map, publicUrl, website, now, log }),
    addressOf({ owner, repo }, target) {
      const name = checkNameOf(target);
      return name && `${publicUrl}${writeAddress({ kind: 'report', owner, repo, name, form: 'html' })}`;
    },
  };
}
