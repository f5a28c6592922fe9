import { expect, test } from 'vitest';
import { createMetrics } from '../../src/github/metrics.ts';

test('everything that is counted is called weir_, the numbers of the process aside', async () => {
  const metrics = createMetrics(async () => ({ waiting: 2, running: 1 }));

  const names = metrics.registry.getMetricsAsArray().map(({ name }) => name);

  expect(names.filter((name) => !/^(process|nodejs)_/.test(name)).toSorted()).toEqual([
    'weir_checks_total',
    'weir_github_requests_total',
    'weir_github_retries_total',
    'weir_job_seconds',
    'weir_jobs_total',
    'weir_monitored_total',
    'weir_queue_running',
    'weir_queue_waiting',
    'weir_records_replayed_total',
    'weir_replay_seconds',
    'weir_shards_total',
    'weir_sweep_found_total',
    'weir_webhooks_total',
  ]);
});

test('a queue that does not answer has no length, and the rest is still shown', async () => {
  const metrics = createMetrics(() => Promise.reject(new Error('connection refused')));
  metrics.checks.inc({ conclusion: 'success' });

  const text = await metrics.registry.metrics();

  expect(text).toMatch(/^weir_queue_waiting Nan$/im);
  expect(text).toMatch(/^weir_checks_total\{conclusion="success"\} 1$/m);
});

test('two of them do not disturb each other', async () => {
  const [one, other] = [1, 2].map(() => createMetrics(async () => ({ waiting: 0, running: 0 })));

  one?.githubRetries.inc();

  expect(await other?.registry.getSingleMetricAsString('weir_github_retries_total')).toMatch(/ 0$/);
});
