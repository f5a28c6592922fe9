/** What holds of a value of which a contract speaks twice: both. */
import type { Accepted, Column, Limit, LimitName, Scalar, Spot } from './model.ts';

/** What two lists have in common. */
export function acceptedBoth(own: Accepted | undefined, more: Accepted | undefined): Accepted | undefined {
  if (!own || !more) return own ?? more;
  const known = new Set(more.values.map(({ value }) => String(value)));
  return { values: own.values.filter(({ value }) => known.has(String(value))), spot: more.spot };
}

export function acceptedAt(values: readonly Scalar[], spot: Spot): Accepted {
  return { values: values.map((value) => ({ value, spot })), spot };
}

export interface Both {
  readonly limits: Column['limits'];
  /** A second one that none holds together with the first. */
  readonly left?: Limit;
}

/** The tighter of two bounds. */
export function withLimit(limits: Column['limits'], name: LimitName, limit: Limit): Both {
  const own = limits.get(name);
  if (!own) return { limits: new Map([...limits, [name, limit]]) };
  if (own.value === limit.value) return { limits };
  if (name === 'pattern' || name === 'multiple-of' || typeof own.value !== typeof limit.value) {
    return { limits, left: limit };
  }
  const isTighter = name.includes('min') ? limit.value > own.value : limit.value < own.value;
  return { limits: isTighter ? new Map([...limits, [name, limit]]) : limits };
}
