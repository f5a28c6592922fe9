/** What the operator of a worker decides, from the environment: the App's own variables, and no others. */
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Problem, UsageError } from '../../errors.ts';
import { readPlaces } from '../recording-places.ts';
import {
  type Environment,
  readGitHubApi,
  readLogLevel,
  readNumber,
  readPrivateKey,
  readUrl,
  type Settings,
  textOf,
} from '../settings.ts';

export interface WorkerSettings
  extends Pick<
    Settings,
    'appId' | 'privateKey' | 'logLevel' | 'githubApiUrl' | 'cache' | 'cacheBytes' | 'recordings' | 'jobs'
  > {
  readonly redisUrl: string;
}

/** Throws a UsageError with everything that is wrong. An empty variable counts as one that is not set. */
export function readWorkerSettings(env: Environment): WorkerSettings {
  const problems: Problem[] = [];
  const reader = { env, problems };
  const redisUrl = readUrl(reader, 'REDIS_URL', ['redis:', 'rediss:']);
  if (textOf(env, 'REDIS_URL') === undefined) {
    problems.push({ message: 'REDIS_URL is not set', expected: 'the Redis that the App has' });
  }
  const settings = {
    redisUrl: redisUrl ?? '',
    appId: readNumber(reader, 'APP_ID', undefined, 1),
    privateKey: readPrivateKey(reader),
    logLevel: readLogLevel(reader),
    githubApiUrl: readGitHubApi(reader),
    // Beside an App on the same machine: neither knows what the other has in use.
    cache: join(resolve(textOf(env, 'WEIR_CACHE') ?? join(tmpdir(), 'weir-cache')), 'worker'),
    cacheBytes: readNumber(reader, 'WEIR_CACHE_BYTES', 10_000_000_000, 1),
    recordings: readPlaces(env, problems),
    jobs: readNumber(reader, 'WEIR_JOBS', availableParallelism(), 1),
  };
  if (problems.length > 0) throw new UsageError(problems);
  return settings;
}
