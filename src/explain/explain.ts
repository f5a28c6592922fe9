/**
 * What explains a verdict and never changes it: which edit does it, for whom something moves, some records to look at.
 * `assess` asks once a pipeline's replay is over.
 */
import type { RunFurther } from '../replay/replay.ts';
import type { Explanation, Seen } from './explanation.ts';

/** Each is asked at its turn, when it is known how long those before it took. */
export interface Wanted {
  readonly blame?: () => boolean;
  readonly look?: () => boolean;
  readonly examples?: () => boolean;
}

/** Everything that is wanted, in one. Throws as a replay does. */
export async function explain(seen: Seen, wanted: Wanted, run: RunFurther): Promise<Explanation> {
  const withBlame = wanted.blame?.() ? await blamed(seen, run) : asItIs;
  const withSlices = wanted.look?.() ? await looked(seen, run) : asItIs;
  const withExamples = wanted.examples?.() ? await exemplified(seen, run) : asItIs;
  return (report) => withBlame(withExamples(withSlices(report)));
}

const asItIs: Explanation = (report) => report;

// What explains is loaded where it is wanted: most checks would wait for it in vain.

async function blamed(seen: Seen, run: RunFurther): Promise<Explanation> {
  const { blame, withBlame } = await import('./blame/blame.ts');
  const found = await blame(seen, run);
  return (report) => withBlame(report, found);
}

async function looked(seen: Seen, run: RunFurther): Promise<Explanation> {
  const { look } = await import('./look.ts');
  const found = await look(seen, run);
  return (report) => ({ ...report, ...found });
}

async function exemplified(seen: Seen, run: RunFurther): Promise<Explanation> {
  const { findExamples } = await import('./examples.ts');
  return findExamples(seen, run);
}
