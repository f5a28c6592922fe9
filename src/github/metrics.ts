/** What the App counts, for Prometheus. Made once at the start, handed to whoever has something to count, read at `/metrics`. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export type Metrics = ReturnType<typeof createMetrics>;

/** Seconds: from a check that replays nothing to one that uses all the time it has. */
const BUCKETS = [0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 30, 60, 120, 300, 600, 1800];

/** `counts` is the queue's, asked whenever somebody reads the metrics. */
export function createMetrics(counts: () => Promise<{ waiting: number; running: number }>) {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  for (const state of ['waiting', 'running'] as const) {
    new Gauge({
      name: `weir_queue_${state}`,
      help: `Jobs ${state}, of all processes that share the queue`,
      registers,
      async collect() {
        // Where the store behind the queue is out of reach there is no number, rather than an old one.
        this.set(
          await counts().then(
            (now) => now[state],
            () => Number.NaN,
          ),
        );
      },
    });
  }
  return {
    registry,
    webhooks: new Counter({
      name: 'weir_webhooks_total',
      help: 'Webhooks received that the App listens to',
      labelNames: ['event', 'action'],
      registers,
    }),
    jobs: new Counter({ name: 'weir_jobs_total', help: 'Jobs ended', labelNames: ['kind', 'outcome'], registers }),
    jobSeconds: new Histogram({
      name: 'weir_job_seconds',
      help: 'How long a job was worked on',
      labelNames: ['kind'],
      buckets: BUCKETS,
      registers,
    }),
    checks: new Counter({
      name: 'weir_checks_total',
      help: 'Checks concluded',
      labelNames: ['conclusion'],
      registers,
    }),
    replaySeconds: new Histogram({
      name: 'weir_replay_seconds',
      help: 'How long the replay of a change took',
      buckets: BUCKETS,
      registers,
    }),
    recordsReplayed: new Counter({
      name: 'weir_records_replayed_total',
      help: 'Recorded requests replayed through base and head',
      registers,
    }),
    shards: new Counter({
      name: 'weir_shards_total',
      help: 'Parts of replays handed to workers, and whether they did them or the App had to',
      labelNames: ['outcome'],
      registers,
    }),
    githubRequests: new Counter({
      name: 'weir_github_requests_total',
      help: "Requests to GitHub's API by status; `none` where no answer came",
      labelNames: ['status'],
      registers,
    }),
    githubRetries: new Counter({
      name: 'weir_github_retries_total',
      help: "Requests to GitHub's API that had to be repeated",
      registers,
    }),
    monitored: new Counter({
      name: 'weir_monitored_total',
      help: 'Pipelines that were watched on the schedule, and what became of it',
      labelNames: ['outcome'],
      registers,
    }),
    sweepFound: new Counter({
      name: 'weir_sweep_found_total',
      help: 'Deliveries, checks and commands that were missed and found by looking through GitHub',
      labelNames: ['what'],
      registers,
    }),
  };
}
