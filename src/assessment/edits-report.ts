/** The edits as the report has them: each with the traffic that it hits, as the pipelines it reaches have found. */
import type { Edit } from '../artifacts/engine.ts';
import { reported } from '../artifacts/reported.ts';
import type { Hit } from '../explain/hits/find-hits.ts';
import type { Report } from '../report/report.generated.ts';

/** Where several recordings are hit, the one that is hit most counts. */
export function editsReport(edits: readonly Edit[], found: readonly ReadonlyMap<number, Hit>[]): Report['edits'] {
  return edits.map((edit, index) => {
    const hit = found.flatMap((hits) => hits.get(index) ?? []).reduce<Hit | undefined>(larger, undefined);
    return { ...reported(edit), ...(hit && { hit }) };
  });
}

function larger(one: Hit | undefined, other: Hit): Hit {
  return one && one.share >= other.share ? one : other;
}
