/**
 * What explains a verdict and never changes it: which edit does it, for whom something moves, some records to look at.
 * `assess` asks once a pipeline's replay is over.
 */
import type { RunFurther } from '../replay/replay.ts';
import type { Explanation, Seen } from './explanation.ts';

/** Each is asked at its turn, when it is known how long those before it took. */
export interface Wanted {
  readonly attribution?: () => boolean;
  readonly slices?: () => boolean;
  readonly examples?: () => boolean;
}

/** Everything that is wanted, in one. Throws as a replay does. */
export async function explain(seen: Seen, wanted: Wanted, run: RunFurther): Promise<Explanation> {
  const withAttribution = wanted.attribution?.() ? await attributed(seen, run) : asItIs;
  const withSlices = wanted.slices?.() ? await sliced(seen, run) : asItIs;
  const withExamples = wanted.examples?.() ? await exemplified(seen, run) : asItIs;
  return (report) => withAttribution(withExamples(withSlices(report)));
}

const asItIs: Explanation = (report) => report;

// What explains is loaded where it is wanted: most checks would wait for it in vain.

async function attributed(seen: Seen, run: RunFurther): Promise<Explanation> {
  const { attributeImpact, withAttribution } = await import('./attribution/attribute.ts');
  const found = await attributeImpact(seen, run);
  return (report) => withAttribution(report, found);
}

async function sliced(seen: Seen, run: RunFurther): Promise<Explanation> {
  const { findSlices } = await import('./slices.ts');
  const found = await findSlices(seen, run);
  return (report) => ({ ...report, ...found });
}

async function exemplified(seen: Seen, run: RunFurther): Promise<Explanation> {
  const { findExamples } = await import('./examples.ts');
  return findExamples(seen, run);
}
