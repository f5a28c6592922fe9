/** What a step of base's weir.yml says of its endpoint. weir.yml has been checked, so that each key has its type. */
import type { Options } from '../../artifact.ts';

export interface Settings {
  readonly endpoint: string;
  /** Where head is asked, if elsewhere; `${deployment}` for the preview deployment. */
  readonly head: string | undefined;
  /** Of the deployment; undefined for any. */
  readonly environment: string | undefined;
  /** Name of the environment variable. */
  readonly secret: string | undefined;
  /** Milliseconds. */
  readonly timeout: number;
  readonly concurrency: number | undefined;
  readonly requests: number;
  readonly tokens: number;
  readonly batch: number | undefined;
  /** Host names of deployments, `*.` in front for all below. */
  readonly hosts: readonly string[];
}

const TIMEOUT_SECONDS = 30;
/** Each costs somebody time or money; who wants more says so. */
const REQUESTS = 10_000;

export const DEPLOYMENT = '$'.concat('{deployment}');

export function settingsOf(options: Options = {}): Settings {
  const text = (key: string): string | undefined => (typeof options[key] === 'string' ? options[key] : undefined);
  const number = (key: string): number | undefined => (typeof options[key] === 'number' ? options[key] : undefined);
  return {
    endpoint: text('endpoint') ?? '',
    head: text('head'),
    environment: text('environment'),
    secret: text('secret'),
    timeout: 1000 * (number('timeout') ?? TIMEOUT_SECONDS),
    concurrency: number('concurrency'),
    requests: number('request_budget') ?? REQUESTS,
    tokens: number('token_budget') ?? Number.POSITIVE_INFINITY,
    batch: number('batch'),
    hosts: Array.isArray(options.hosts) ? options.hosts.map(String) : [],
  };
}
