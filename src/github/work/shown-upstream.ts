/** What readers of an upstream see of a pipeline downstream: what its owners say, else by who can read the two. */
import type { Config } from '../../config/config.ts';
import type { Judged } from '../../downstreams/judge.ts';
import type { Visibility } from '../port/repository.ts';
import { isWider } from './breadth.ts';

export type Shown = NonNullable<Config['visibleToUpstreams']>;

/**
 * Nothing where more people can read the upstream, unless the owners say otherwise: what was shown once cannot be taken back.
 * @param config its text alone, where it does not stand
 */
export function shownTo(
  upstream: Visibility,
  own: Visibility,
  config: Pick<Config, 'visibleToUpstreams'> | string,
): Shown {
  const usual = isWider(upstream, own) ? 'nothing' : 'verdict';
  if (typeof config !== 'string') return config.visibleToUpstreams ?? usual;
  const said = config.match(/visible_to_upstreams.*/g) ?? [];
  if (said.length === 0) return usual;
  // Where it does not say so plainly nobody knows what was meant.
  return said.length === 1 && /^visible_to_upstreams: (?:verdict|measures)$/m.test(config) ? 'verdict' : 'nothing';
}

/** A look at the text of a weir.yml is enough to know. */
export function isPlainlyHidden(upstream: Visibility, own: Visibility, text: string): boolean {
  if (!text.includes('visible_to_upstreams')) return isWider(upstream, own);
  return /^visible_to_upstreams: nothing$/m.test(text) && text.match(/visible_to_upstreams/g)?.length === 1;
}

/** The line as it may be shown. */
export function asShown({ downstream, edits, files }: Judged, shown: Exclude<Shown, 'nothing'>): Judged {
  if (shown === 'measures') return { downstream, edits, ...(files && { files }) };
  const { repository, branch, pipeline, reads, status, verdict, gate, owners, forecast, fingerprint } = downstream;
  const { answerWithin } = downstream;
  const kept = {
    ...(answerWithin !== undefined && { answerWithin }),
    ...(branch !== undefined && { branch }),
    ...(pipeline !== undefined && { pipeline }),
    ...(reads && { reads }),
    ...(verdict && { verdict }),
    ...(fingerprint !== undefined && { fingerprint }),
    ...(forecast?.verdict && { forecast: { verdict: forecast.verdict } }),
    ...(status === 'not reached' && downstream.because !== undefined && { because: downstream.because }),
    ...((status === 'not judged' || status === 'not read') && { because: WHY }),
  };
  return {
    downstream: { repository, status, gate, owners, reasons: [], ...kept },
    edits,
    ...(files && { files }),
  };
}

const WHY = 'something of its own is in the way, which its owners find by their own check';
