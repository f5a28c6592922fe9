/** Hit policies by their names, and by the letters of DMN (1.5, 8.2.8). */
import { nearest } from '../../../nearest.ts';
import type { HitPolicy } from './table.ts';

const letters: Readonly<Record<HitPolicy, string>> = {
  unique: 'U',
  any: 'A',
  first: 'F',
  priority: 'P',
  'rule order': 'R',
  collect: 'C',
  'collect sum': 'C+',
  'collect min': 'C<',
  'collect max': 'C>',
  'collect count': 'C#',
};

const policies = Object.keys(letters) as HitPolicy[];

export const expectedPolicies = `one of ${policies.join(', ')}`;

/** Those of which one row makes the result. */
export function isSingle(hit: HitPolicy): boolean {
  return ['unique', 'any', 'first', 'priority'].includes(hit);
}

/** Those that calculate with what the rows give. */
export function isAggregating(hit: HitPolicy): boolean {
  return ['collect sum', 'collect min', 'collect max'].includes(hit);
}

/** Undefined where it is none. */
export function policyOf(written: string): HitPolicy | undefined {
  const name = written
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ');
  return policies.find((policy) => policy === name || letters[policy].toLowerCase() === name);
}

export function nearestPolicy(written: string): string | undefined {
  return nearest(written.toLowerCase(), policies);
}
