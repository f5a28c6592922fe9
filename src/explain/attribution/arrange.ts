/** Puts attributions in the order in which a reader wants them. */
import type { Attribution, PipelineReport } from '../../report/report.generated.ts';
import { limited } from '../../report/story.ts';

/** The measure whose limit is used up most comes first; among those of one measure, what moves it most. */
export function arrange(attribution: readonly Attribution[], report: PipelineReport): Attribution[] {
  const limits = limited(report).map(({ name }) => name);
  const rank = ({ output, measure, transition }: Attribution): number => {
    const place = limits.indexOf(output === '' ? measure : `${output}.${measure}`);
    return (place < 0 ? limits.length : place) + (transition ? 0.5 : 0);
  };
  // Sorting keeps what is equal in its order: measure by measure, most moved first.
  return attribution.toSorted((a, b) => rank(a) - rank(b));
}
