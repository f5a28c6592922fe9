/** Why a consumer's numbers say nothing of the change: what is its own fault never turns a change red, and is never silent. */
import type { PipelineConfig } from '../config/config.ts';
import { ConfigError, type WeirError } from '../errors.ts';
import { percent, plural } from '../format/numbers.ts';
import { ageAt } from '../recordings/window/age.ts';
import type { Downstream, PipelineReport, Report } from '../report/report.generated.ts';
import { isDoubtful } from '../report/story.ts';
import type { Changing } from './changing.ts';

/** The sentence behind "not judged, because"; undefined where the numbers can be taken as they are. */
export async function doubtAbout(
  report: PipelineReport,
  { recording }: PipelineConfig,
  changing: Pick<Changing, 'committedAt'>,
): Promise<string | undefined> {
  const { reproduction, noise, verdict } = report;
  if (verdict === 'unaffected') return undefined;
  if (reproduction && isDoubtful(report))
    return `what it runs answers otherwise than production did on ${percent(reproduction.share)} of its records`;
  const noisy = Object.entries(noise?.outputs ?? {}).find(([, share]) => share > 0);
  if (noisy && verdict === 'inconclusive')
    return `it does not reproduce itself: run twice, ${noisy[0]} differs on ${percent(noisy[1])} of its records`;
  const newest = report.recording?.to;
  // Who says how old a recording may be means it; by default it is only noted.
  if (newest === undefined || recording.max_age === undefined) return undefined;
  const { days, most, isStale } = ageAt(newest, Date.parse(await changing.committedAt()), recording);
  return isStale ? `its recording ends ${plural(days, 'day')} before this change (max_age ${most})` : undefined;
}

/** A file that cannot be read, parsed or compiled at head, and could at base. */
export function brokenAtHead(error: WeirError): boolean {
  return !(error instanceof ConfigError) && error.problems.some(({ side }) => side === 'head');
}

/** What its own check would note beside the numbers. */
export function notesAbout({ notes = [], verdict }: Report): Pick<Downstream, 'notes'> {
  return notes.length === 0 || verdict === 'unaffected' ? {} : { notes: [...notes] };
}
