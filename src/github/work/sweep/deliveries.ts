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
  const arrived = new Set<string>();
  const missing = new Map<string, number>();
  for await (const page of work.app.deliveries()) {
    for (const { guid, id, status } of page) {
      if (status >= 200 && status < 300) arrived.add(guid);
      else if (!missing.has(guid)) missing.set(guid, id);
    }
    const oldest = page.at(-1)?.at;
    if (oldest === undefined || new Date(oldest) < since) break;
  }
  const lost = [...missing].filter(([guid]) => !arrived.has(guid)).slice(0, MOST);
  let asked = 0;
  for (const [, id] of lost) {
    await attempt(work, `delivery ${id}`, async () => {
      await work.app.redeliver(id);
      asked += 1;
    });
  }
  return asked;
}
