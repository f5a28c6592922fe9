/**
 * Webhooks become jobs: one file an event says which. Probot has verified the sender before any of them is asked.
 * `app.yml` names the same events.
 */
import { setTimeout } from 'node:timers/promises';
import type { Context, Probot } from 'probot';
import type { Job } from '../job.ts';
import type { Metrics } from '../metrics.ts';
import type { Queue } from '../queue/queue.ts';
import { checkRunJobs } from './check-run.ts';
import { checkSuiteJobs } from './check-suite.ts';
import { deploymentStatusJobs } from './deployment-status.ts';
import { installationJobs } from './installation.ts';
import { installationRepositoriesJobs } from './installation-repositories.ts';
import { issueCommentJobs } from './issue-comment.ts';
import { mergeGroupJobs } from './merge-group.ts';
import { pullRequestJobs } from './pull-request.ts';
import { pushJobs } from './push.ts';

export interface Subscription {
  /** Id of this App. */
  readonly app: number;
  readonly queue: Pick<Queue, 'add'>;
  readonly metrics: Pick<Metrics, 'webhooks'>;
  /** Milliseconds that the queue may take to keep the jobs of an event. */
  readonly patience?: number;
}

/** Every event's jobs go to the queue; that they are kept is what GitHub's delivery waits for. */
export function subscribe(probot: Pick<Probot, 'on'>, subscription: Subscription): void {
  const keep = (delivery: Delivery, jobs: readonly Job[]) => keepJobs(delivery, jobs, subscription);
  const received = ({ id }: Delivery) => ({ app: subscription.app, delivery: id });
  probot.on('pull_request', (event) => keep(event, pullRequestJobs(event.payload)));
  probot.on('merge_group', (event) => keep(event, mergeGroupJobs(event.payload)));
  probot.on('check_run', (event) => keep(event, checkRunJobs(event.payload, received(event))));
  probot.on('check_suite', (event) => keep(event, checkSuiteJobs(event.payload, received(event))));
  probot.on('deployment_status', (event) => keep(event, deploymentStatusJobs(event.payload)));
  probot.on('issue_comment', (event) => keep(event, issueCommentJobs(event.payload)));
  probot.on('installation', (event) => keep(event, installationJobs(event.payload)));
  probot.on('installation_repositories', (event) => keep(event, installationRepositoriesJobs(event.payload)));
  probot.on('push', (event) => keep(event, pushJobs(event.payload)));
}

type Delivery = Pick<Context, 'id' | 'name' | 'log'> & { readonly payload: object };

/** Status 503 makes GitHub note the delivery as failed, so that it can be asked for again. */
class NotKept extends Error {
  readonly status = 503;
}

async function keepJobs(
  { id, name, payload, log }: Delivery,
  jobs: readonly Job[],
  { queue, metrics, patience = 800 }: Subscription,
): Promise<void> {
  const action = 'action' in payload ? String(payload.action) : '';
  metrics.webhooks.inc({ event: name, action });
  log.debug({ event: name, action, jobs }, 'webhook');
  const late = new AbortController();
  try {
    await Promise.race([
      Promise.all(jobs.map((job, index) => queue.add(job, { id: `${id}:${index}` }))),
      setTimeout(patience, undefined, { signal: late.signal }).then(() => {
        throw new Error('the queue does not answer');
      }),
    ]);
  } catch (cause) {
    throw new NotKept('jobs were not kept', { cause });
  } finally {
    late.abort();
  }
}
