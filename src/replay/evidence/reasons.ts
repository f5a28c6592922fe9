/** Counts why records were rejected, failed or could not be replayed. */
import type { Reason } from '../../impact/evidence.ts';
import { order } from './joint-table.ts';

/** Reasons come from schemas and rules, so they are few; beyond this many they are counted together. */
const MOST_REASONS = 200;
const OTHER_REASONS = 'other reasons';

export type ReasonParts = readonly Reason[];

export class ReasonSum {
  readonly #reasons = new Map<string, { reason: Omit<Reason, 'records'>; records: number }>();

  add(reason: Omit<Reason, 'records'>, records = 1): void {
    const key = JSON.stringify([reason.side, reason.outcome, reason.artifact, reason.reason]);
    const known = this.#reasons.get(key);
    if (known) known.records += records;
    else this.#reasons.set(key, { reason, records });
  }

  export(): ReasonParts {
    return [...this.#reasons.values()].map(({ reason, records }) => ({ ...reason, records }));
  }

  absorb(parts: ReasonParts): void {
    for (const { records, ...reason } of parts) this.add(reason, records);
  }

  /** Most records first. */
  finish(): Reason[] {
    const ranked = [...this.#reasons]
      .sort(([a, one], [b, two]) => two.records - one.records || order(a, b))
      .map(([, { reason, records }]) => ({ ...reason, records }));
    const rest = new ReasonSum();
    for (const { records, ...reason } of ranked.slice(MOST_REASONS))
      rest.add({ ...reason, reason: OTHER_REASONS }, records);
    return [...ranked.slice(0, MOST_REASONS), ...rest.export()];
  }
}
