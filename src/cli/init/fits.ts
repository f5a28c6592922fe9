/** How well schemas go with requests, and the best of several. */
import type { FoundSchema } from './classify.ts';
import { holds, memberNames } from './guess-pointers.ts';

/** A rule needs at least this share of what it reads to be the traffic's, a schema of what it describes. */
export const ENOUGH = 0.5;

/** 0 where the schema is of something else; else more the more it knows of the documents, and they of it. */
export function schemaFit({ properties, required }: FoundSchema, documents: readonly unknown[]): number {
  const names = memberNames(documents);
  const known = properties.filter((name) => names.includes(name)).length;
  if (known === 0 || known < ENOUGH * properties.length) return 0;
  if (required.some((name) => holds(documents, [name], (value) => value !== undefined) < 0.9)) return 0;
  return (known / properties.length + known / names.length) / 2;
}

/** The first with the highest score; undefined where all are 0. */
export function best<T>(candidates: readonly T[], score: (candidate: T) => number): T | undefined {
  let highest = 0;
  let found: T | undefined;
  for (const candidate of candidates) {
    const reached = score(candidate);
    if (reached <= highest) continue;
    highest = reached;
    found = candidate;
  }
  return found;
}
