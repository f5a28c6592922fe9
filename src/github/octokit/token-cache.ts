/**
 * Tokens of installations for as long as GitHub takes them. Octokit's own cache goes by the machine's clock: where that is set back, it
 * hands out tokens that are over, and GitHub refuses everything for as long.
 */
import { steadyNow } from '../../steady-clock.ts';

/** A token is good for an hour. */
const TTL = 59 * 60_000;
const MOST = 15_000;

export interface TokenCache {
  get(key: string): string | undefined;
  set(key: string, value: string): void;
}

export interface Clocks {
  /** Does not jump, but stands still while the machine sleeps. */
  readonly steady: () => number;
  /** Goes on meanwhile, but may be set. */
  readonly wall: () => number;
}

/** Whichever clock says that a token is over is believed. */
export function tokenCache({ steady, wall }: Clocks = { steady: steadyNow, wall: Date.now }): TokenCache {
  const tokens = new Map<string, { readonly value: string; readonly steady: number; readonly wall: number }>();
  return {
    get(key) {
      const found = tokens.get(key);
      if (!found) return undefined;
      if (steady() < found.steady + TTL && wall() < found.wall + TTL) return found.value;
      tokens.delete(key);
      return undefined;
    },
    set(key, value) {
      tokens.delete(key);
      tokens.set(key, { value, steady: steady(), wall: wall() });
      for (const oldest of tokens.keys()) {
        if (tokens.size <= MOST) break;
        tokens.delete(oldest);
      }
    },
  };
}
