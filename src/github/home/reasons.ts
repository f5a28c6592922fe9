/** Why pipelines of a repository are not judged when an upstream changes: what a look at one change makes of what was known. Pure. */
import type { Downstream } from '../../report/report.generated.ts';
import type { Reason } from './unjudged.ts';

/**
 * @param lines all about the repository
 * @param asked by which change; `isAgain`: the one that was asked about before, so that any answer is one
 */
export function reasonsAfter(
  before: Readonly<Record<string, Reason>>,
  lines: readonly Downstream[],
  { isAgain, ...asked }: Omit<Reason, 'because' | 'owners'> & { readonly isAgain: boolean },
): Record<string, Reason> {
  const after = new Map(Object.entries(before));
  const named = new Set(lines.map(({ pipeline = '' }) => pipeline));
  for (const [pipeline, { upstream }] of after) {
    // It is not in weir.yml any more, or reads nothing there; or weir.yml stands by now.
    if (upstream === asked.upstream && !named.has(pipeline)) after.delete(pipeline);
  }
  for (const { pipeline = '', status, verdict, because = '', owners } of lines) {
    if (status === 'not judged') after.set(pipeline, { because, owners: [...owners], ...asked });
    // Where nothing was replayed nobody knows whether it could have been.
    else if (isAgain || (status === 'judged' && verdict !== 'unaffected')) after.delete(pipeline);
  }
  return Object.fromEntries(after);
}
