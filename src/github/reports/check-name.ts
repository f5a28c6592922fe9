/**
 * What a check is called in addresses and in the archive: `pull-12-<head>`, `merge-group-<head>`. Known from the moment
 * the check is announced, long before there is a report.
 */
import type { CheckTarget } from '../check/check-run.ts';

export interface CheckName {
  /** Number of the pull request; undefined: a merge group. */
  readonly pull: number | undefined;
  /** Full commit id. */
  readonly head: string;
}

/** Undefined for a check that is about no change. */
export function checkNameOf({ head, externalId }: CheckTarget): CheckName | undefined {
  const [, number] = /^pull\/(\d{1,10})$/.exec(externalId) ?? [];
  if (number !== undefined) return { pull: Number(number), head };
  return externalId.startsWith('merge-group/') ? { pull: undefined, head } : undefined;
}

export function writeCheckName({ pull, head }: CheckName): string {
  return `${pull === undefined ? 'merge-group' : `pull-${pull}`}-${head}`;
}

/** Undefined for whatever `writeCheckName` does not write. */
export function readCheckName(text: string): CheckName | undefined {
  const [, number, head] = /^(?:pull-([1-9]\d{0,9})|merge-group)-([0-9a-f]{40}|[0-9a-f]{64})$/.exec(text) ?? [];
  if (head === undefined) return undefined;
  return { pull: number === undefined ? undefined : Number(number), head };
}

/** True where the check of this target has this name. */
export function isNamed({ pull, head }: CheckName, target: CheckTarget): boolean {
  const name = checkNameOf(target);
  return name?.pull === pull && name?.head === head;
}
