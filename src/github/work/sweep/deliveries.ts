/**
 * Asks GitHub for the deliveries that did not arrive. GitHub redelivers nothing by itself, and keeps deliveries for three
 * days: https://docs.github.com/webhooks/using-webhooks/handling-failed-webhook-deliveries
 */
import type { WorkContext } from '../context.ts';
import { attempt } from './attempt.ts';

/** More than so many at once would be an outage, whose pull requests the sweep finds anyway. */
const MOST = 200;

/** @param since deliveries before it were looked at already */
export async function redeliver(work: WorkContext, since: Date): Promise<number> {
  const { octokit } = work.app;
  const arrived = new Set<string>();
  const missing = new Map<string, number>();
  const pages = octokit.paginate.iterator(octokit.rest.apps.listWebhookDeliveries, { per_page: 100 });
  for await (const { data } of pages) {
    for (const { guid, id, status_code: status } of data) {
      if (status >= 200 && status < 300) arrived.add(guid);
      else if (!missing.has(guid)) missing.set(guid, id);
    }
    const oldest = data.at(-1)?.delivered_at;
    if (oldest === undefined || new Date(oldest) < since) break;
  }
  const lost = [...missing].filter(([guid]) => !arrived.has(guid)).slice(0, MOST);
  let asked = 0;
  for (const [, id] of lost) {
    const again = () => octokit.rest.apps.redeliverWebhookDelivery({ delivery_id: id });
    if (await attempt(work, `delivery ${id}`, again)) asked += 1;
  }
  return asked;
}
