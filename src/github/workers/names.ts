/** How things are called in Redis, for the App and its workers. Each build has queues of its own. */

/** Of every key. */
export const PREFIX = 'weir:';

export interface Names {
  /** BullMQ puts a colon behind it. */
  readonly prefix: string;
  readonly rounds: string;
  readonly shards: string;
  /** Hash of what shards of a round have left behind, by the child's id. */
  parts(round: string): string;
  /** Channel: a child has left something behind. */
  readonly left: string;
  /** Sorted set of workers of this build by when they count as gone, and hash of how many shards each takes. */
  readonly workers: string;
  readonly hands: string;
  /** Hash of the builds that workers run, by worker. */
  readonly builds: string;
  readonly shares: string;
  repository(id: string): string;
}

export function namesIn(prefix: string, program: string): Names {
  return {
    prefix: prefix.replace(/:$/, ''),
    rounds: `rounds-${program}`,
    shards: `shards-${program}`,
    parts: (round) => `${prefix}parts-${round}`,
    left: `${prefix}left-${program}`,
    workers: `${prefix}workers-${program}`,
    hands: `${prefix}hands-${program}`,
    builds: `${prefix}builds`,
    shares: `${prefix}shares-${program}`,
    repository: (id) => `${prefix}out-${id}`,
  };
}

/** What a shard's job holds. Ids tell nothing, the rest is closed. */
export interface ShardJob {
  readonly setting: string;
  readonly round: string;
  readonly task: string;
  readonly turn: number;
}

/** What a round's job holds: its setting and whose it is, closed. */
export interface RoundJob {
  readonly setting: string;
}
