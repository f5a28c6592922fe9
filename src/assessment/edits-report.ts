/** The edits as the report has them: each with the traffic that it hits, as the pipelines it reaches have found. */
import type { Edit } from '../artifacts/engine.ts';
import { reported } from '../artifacts/reported.ts';
import type { Config } from '../config/config.ts';
import type { Hit } from '../explain/hits/find-hits.ts';
import type { Report } from '../report/report.generated.ts';
import { waives } from './waivers.ts';

/** Where several recordings are hit, the one that is hit most counts. */
export function editsReport(
  edits: readonly Edit[],
  found: readonly ReadonlyMap<number, Hit>[],
  { ignore }: Config,
): Report['edits'] {
  return edits.map((edit, index) => {
    const hit = found.flatMap((hits) => hits.get(index) ?? []).reduce<Hit | undefined>(larger, undefined);
    const waiver = ignore.find((one) => waives(one, edit));
    const waived = waiver && { until: waiver.until, reason: waiver.reason };
    return { ...reported(edit), ...(hit && { hit }), ...(waived && { waived }) };
  });
}

function larger(one: Hit | undefined, other: Hit): Hit {
  return one && one.share >= other.share ? one : other;
}
