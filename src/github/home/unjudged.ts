/**
 * What the one issue of a repository carries whose pipelines are not judged when an upstream changes, out of people's sight: why
 * not, and which change asked last, so that the same can be asked again.
 */
import type { Kind } from '../findings/kept-issues.ts';
import { hidden, type Life, lifeOf, readHidden } from '../findings/mark.ts';

export interface Unjudged {
  readonly life: Life;
  /** By pipeline; '' for all that weir.yml says. */
  readonly reasons: Readonly<Record<string, Reason>>;
}

export interface Reason {
  readonly because: string;
  /** As in weir.yml. */
  readonly owners: readonly string[];
  /** Of the upstream: its number on GitHub and its name, its pull request, and the commits that were compared. */
  readonly upstream: number;
  readonly name: string;
  readonly pull: number;
  readonly base: string;
  readonly head: string;
  /** Branch that the change goes to. */
  readonly branch: string;
}

/** Of a life, as a finding would call it. */
export const UNJUDGED = { pipeline: '', cause: 'upstream' } as const;

const BEGINNING = '<!-- weir:unjudged ';
const END = ' -->';

/** A line, to be the first of an issue. */
export function markOf({ life, reasons }: Unjudged): string {
  return `${BEGINNING}${hidden({ life, reasons })}${END}`;
}

/** Undefined for another issue, or one whose mark somebody has changed beyond reading. */
export function readUnjudged(body: string): Unjudged | undefined {
  const found = readHidden(body, BEGINNING);
  if (typeof found !== 'object' || found === null || !('life' in found) || !('reasons' in found)) return undefined;
  const life = lifeOf(found.life);
  if (!life || typeof found.reasons !== 'object' || found.reasons === null) return undefined;
  const reasons = Object.entries(found.reasons).filter((one): one is [string, Reason] => isReason(one[1]));
  return { life, reasons: Object.fromEntries(reasons) };
}

/** One for each repository. */
export const UNJUDGED_ISSUES: Kind<Unjudged> = { read: ({ body }) => readUnjudged(body), keyOf: () => '' };

function isReason(value: unknown): value is Reason {
  if (typeof value !== 'object' || value === null) return false;
  const { because, owners, upstream, name, pull, base, head, branch } = value as Readonly<Record<string, unknown>>;
  return (
    [because, name, base, head, branch].every((one) => typeof one === 'string') &&
    [upstream, pull].every((one) => typeof one === 'number') &&
    Array.isArray(owners) &&
    owners.every((one) => typeof one === 'string')
  );
}
