/**
 * How fast an engine evaluates, beside its library alone: a file in `engines/` each, which exports a `row`. Adding the file is
 * all there is to do.
 */
import type { Options } from '../src/artifacts/engine.ts';

export interface EngineRow {
  /** The engine's id; an engine may have several rows, told apart by `what`. */
  readonly engine: string;
  /** What is evaluated, in a few words: `ten conditions`. */
  readonly what: string;
  /** The artifact's files, its own first. */
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  /** The engine's own keys of a step. */
  readonly options?: Options;
  /** Parsed JSON, as records hold it; always the same. */
  documents(count: number): readonly unknown[];
  /** The same work by hand, made ready. What it gives must be what Weir's stage gives for the same documents. Left out where there is no such library. */
  bare?(): Bare | Promise<Bare>;
  /** What `bare` runs, with its version: `json-logic-js 2.0.5`. */
  readonly comparedWith: string;
  /** It is no library that is compared with, so the ratio is only shown. */
  readonly isShownOnly?: boolean;
  /** What evaluates is another process, so it is timed by the clock, and else by the time of the processor. */
  readonly isOutside?: boolean;
  /** Evaluations per second and core that are the target, beside 0.7 of the bare library. */
  readonly perSecond?: number;
  readonly limitedBy: string;
}

/** Results for a batch of documents; sync where the library is. */
export type Bare = (documents: readonly unknown[]) => readonly unknown[] | Promise<readonly unknown[]>;

/** Requests for a payment, flat and nested parts mixed, that ten conditions are about: the same for every engine. */
export function payments(count: number): readonly unknown[] {
  return Array.from({ length: count }, (_, index) => ({
    amount: (index * 37) % 5000,
    currency: CURRENCIES[index % 4],
    country: COUNTRIES[index % 5],
    customer: { age_days: (index * 13) % 900, tier: TIERS[index % 3], disputes: index % 7 === 0 ? 2 : 0 },
    velocity: { hour: index % 9, day: (index * 3) % 40 },
    device: { trusted: index % 4 !== 0, score: ((index * 17) % 100) / 100 },
    items: index % 6,
  }));
}

const CURRENCIES = ['EUR', 'USD', 'GBP', 'SEK'];
const COUNTRIES = ['DE', 'FR', 'US', 'BR', 'SE'];
const TIERS = ['new', 'basic', 'gold'];
