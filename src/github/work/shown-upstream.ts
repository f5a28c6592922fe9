/** What readers of an upstream see of a pipeline downstream: what its owners say, else by who can read the two. */
import type { Config } from '../../config/config.ts';
import { configPath } from '../../config/load.ts';
import { member } from '../../config/loose.ts';
import { parseSource } from '../../document/source.ts';
import type { Judged } from '../../downstreams/judge.ts';
import { WeirError } from '../../errors.ts';
import { isWider } from '../port/breadth.ts';
import type { Visibility } from '../port/repository.ts';

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

/** Its text is enough to know, so that GitHub is asked no more about it than about who reads nothing here. */
export function isPlainlyHidden(upstream: Visibility, own: Visibility, text: string): boolean {
  if (!text.includes('visible_to_upstreams')) return isWider(upstream, own);
  return shownTo(upstream, own, saidIn(text)) === 'nothing';
}

/** However it is written: quoted, in braces, with a comment behind. Of what does not parse, the text. */
function saidIn(text: string): Pick<Config, 'visibleToUpstreams'> | string {
  try {
    const said = member(parseSource(text, configPath).value, 'visible_to_upstreams');
    const visibleToUpstreams = (['nothing', 'verdict', 'measures'] as const).find((one) => one === said);
    return visibleToUpstreams === undefined ? {} : { visibleToUpstreams };
  } catch (error) {
    if (error instanceof WeirError) return text;
    throw error;
  }
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
