/** Counts why records were rejected, failed or could not be replayed. */
import type { Reason } from '../../impact/evidence.ts';
import { order } from './joint-table.ts';

/** Reasons come from schemas and rules, so they are few; beyond this many they are counted together. */
const MOST_REASONS = 200;
/** An engine that gives one artifact more reasons than this makes them up from records: none of them is kept. */
const MOST_KEPT = 10_000;
const OTHER_REASONS = 'other reasons';

export type ReasonParts = readonly Reason[];

interface Counted {
  readonly reason: Omit<Reason, 'records'>;
  records: number;
}

/** Reasons of one artifact. */
interface Group extends Pick<Reason, 'side' | 'outcome' | 'artifact'> {
  readonly reasons: Map<string, Counted>;
}

/** Which reasons are kept depends on the set of them alone, so it is the same in whatever order and shards they come. */
export class ReasonSum {
  /** By side, outcome and artifact, then by reason. */
  readonly #groups = new Map<string, Group>();
  /** The group found last: most reasons of a replay are of one artifact. */
  #last: Group | undefined;

  add(reason: Omit<Reason, 'records'>, records = 1): void {
    const group = this.#groupOf(reason);
    const text = group.size === 1 && group.has(OTHER_REASONS) ? OTHER_REASONS : reason.reason;
    const known = group.get(text);
    if (known) known.records += records;
    else group.set(text, { reason: { ...reason, reason: text }, records });
    if (group.size > 1 && (group.size > MOST_KEPT || text === OTHER_REASONS)) fold(group);
  }

  #groupOf({ side, outcome, artifact }: Omit<Reason, 'records'>): Map<string, Counted> {
    const last = this.#last;
    if (last && last.side === side && last.outcome === outcome && last.artifact === artifact) return last.reasons;
    const key = JSON.stringify([side, outcome, artifact]);
    const group = this.#groups.get(key) ?? { side, outcome, artifact, reasons: new Map<string, Counted>() };
    this.#groups.set(key, group);
    this.#last = group;
    return group.reasons;
  }

  get #counted(): Counted[] {
    return [...this.#groups.values()].flatMap(({ reasons }) => [...reasons.values()]);
  }

  export(): ReasonParts {
    return this.#counted.map(({ reason, records }) => ({ ...reason, records }));
  }

  absorb(parts: ReasonParts): void {
    for (const { records, ...reason } of parts) this.add(reason, records);
  }

  /** Most records first. */
  finish(): Reason[] {
    const ranked = this.#counted
      .sort((a, b) => b.records - a.records || order(nameOf(a), nameOf(b)))
      .map(({ reason, records }) => ({ ...reason, records }));
    const rest = new ReasonSum();
    for (const { records, ...reason } of ranked.slice(MOST_REASONS))
      rest.add({ ...reason, reason: OTHER_REASONS }, records);
    return [...ranked.slice(0, MOST_REASONS), ...rest.export()];
  }
}

function nameOf({ reason: { side, outcome, artifact, reason } }: Counted): string {
  return JSON.stringify([side, outcome, artifact, reason]);
}

function fold(group: Map<string, Counted>): void {
  const [first] = group.values();
  if (!first) return;
  const records = [...group.values()].reduce((total, counted) => total + counted.records, 0);
  group.clear();
  group.set(OTHER_REASONS, { reason: { ...first.reason, reason: OTHER_REASONS }, records });
}
