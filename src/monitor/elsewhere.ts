/** Merges of other repositories, as they are called here. */
import type { Merge } from './states.ts';

/** With the repository's name, so that its pull request 12 is not taken for one of this repository. */
export function mergeElsewhere(merge: Merge, repository: string): Merge {
  const own = merge.subject
    .replace(/^(Merge pull request )(?=#\d)/, `$1${repository}`)
    .replace(/\((?=#\d{1,9}\)$)/, `(${repository}`);
  return { ...merge, subject: `${repository}: ${own}` };
}
