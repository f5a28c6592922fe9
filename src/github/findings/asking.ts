/** When a retraining is asked for, and when again: not while the cooldown of weir.yml lasts, and not after two that failed. Pure. */
import type { Monitored } from '../../monitor/monitor.ts';
import { contractOf } from '../../monitor/retrain.ts';
import { daysAfter, type Life } from './mark.ts';

/** In a row; then somebody has to look. */
export const MOST_FAILED = 2;

/** What it is judged by is fixed when it is first asked for: it does not follow what comes of it. */
export function withAsking(life: Life, monitored: Monitored): Life {
  if (askableFrom(life, monitored) !== undefined) return life;
  const window = monitored.weeks.at(-1) ?? '';
  if (!life.contract) {
    const contract = contractOf(monitored);
    return contract ? { ...life, contract, asked: window, asks: 1 } : life;
  }
  const [asks, failed] = [asksOf(life), life.failed ?? 0];
  return failed >= asks && failed < MOST_FAILED ? { ...life, asked: window, asks: asks + 1 } : life;
}

/** The last one that was asked for has not failed. */
export function isAskedFor({ contract, failed = 0, asks }: Life): boolean {
  return contract !== undefined && failed < asksOf({ asks }) && failed < MOST_FAILED;
}

/** Which time it is, of one contract. */
export function asksOf({ asks = 1 }: { readonly asks?: number | undefined }): number {
  return asks;
}

/** The first Monday on which it may be asked for again; undefined where that is over, or it never was. */
export function askableFrom({ asked }: Life, { rule, weeks }: Pick<Monitored, 'rule' | 'weeks'>): string | undefined {
  if (asked === undefined || rule.retrain === undefined) return undefined;
  const from = daysAfter(asked, 7 * Math.ceil(rule.retrain.cooldown / 7));
  return (weeks.at(-1) ?? '') < from ? from : undefined;
}
