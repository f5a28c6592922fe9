/** What production runs: the newest artifacts whose replay gives the recorded answers, as nearly as any. */

/** Records of a window with a recorded answer, and those that some artifacts answer otherwise. */
export interface Compared {
  readonly compared: number;
  readonly different: number;
}

export interface Production {
  /** The newest state that reproduces what was recorded best. */
  readonly running: number;
  /** The oldest one that answers alike. */
  readonly since: number;
  readonly compared: number;
  readonly different: number;
  /** Of the requests, the share that a version beside it answers: a canary, or instances that were left behind. */
  readonly canary?: { readonly state: number; readonly share: number };
}

/** As far as a share of records may differ from what another version alone would leave. */
const ALIKE = 0.1;

/**
 * @param states by state, how it answers; undefined where a window's requests have no recorded answers
 * @param apart share of the compared records on which two neighbouring states differ, by the newer of them
 */
export function inferProduction(
  states: readonly (Compared | undefined)[],
  apart: (newer: number) => number,
): Production | undefined {
  const known = states.flatMap((one, state) => (one && one.compared > 0 ? [{ state, ...one }] : []));
  if (known.length === 0) return undefined;
  const least = Math.min(...known.map(({ different }) => different));
  const best = known.filter(({ different }) => different === least);
  const [newest, oldest] = [best.at(-1), best[0]];
  if (!newest || !oldest) return undefined;
  const { compared, different, state } = newest;
  const canary = [state, state + 1]
    .flatMap((newer) => {
      const other = newer === state ? state - 1 : state + 1;
      const own = known.find((one) => one.state === other);
      const share = apart(newer);
      if (!own || different === 0 || share === 0) return [];
      // Where all that differs is the other version's, both together are what tells the two apart.
      const rest = (different + own.different) / compared / share - 1;
      return Math.abs(rest) <= ALIKE ? [{ state: other, share: different / compared / share }] : [];
    })
    .at(0);
  return { running: state, since: oldest.state, compared, different, ...(canary && { canary }) };
}
