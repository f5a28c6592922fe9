/** A repository whose requests nock answers; none leaves the machine, and each must be expected. */
import nock from 'nock';
import { ProbotOctokit } from 'probot';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { openRepository } from '../../../src/github/octokit/repository.ts';
import type { Repository } from '../../../src/github/port/repository.ts';

export function setUpGitHub(): { api: () => nock.Scope; repository: Repository; warnings: string[] } {
  const warnings: string[] = [];
  const ignore = (): void => {};
  const log = { debug: ignore, info: ignore, error: ignore, warn: (message: string) => void warnings.push(message) };
  const octokit = new ProbotOctokit({ throttle: { enabled: false }, retry: { enabled: false }, log });
  beforeAll(closeNetwork);
  afterEach(() => {
    const pending = nock.pendingMocks();
    nock.cleanAll();
    warnings.length = 0;
    expect(pending).toEqual([]);
  });
  afterAll(openNetwork);
  return {
    api: () => nock('https://api.github.com'),
    repository: openRepository(octokit, { installation: 1, owner: 'acme', repo: 'claims' }),
    warnings,
  };
}

/** What a file does to the network, it undoes. */
export function closeNetwork(): void {
  if (!nock.isActive()) nock.activate();
  nock.disableNetConnect();
}

export function openNetwork(): void {
  nock.enableNetConnect();
  nock.restore();
}
