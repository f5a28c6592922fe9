/** How much recorded traffic an edit hits by itself, in words. */
import { count, percent, plural } from '../format/numbers.ts';
import type { ReportEdit } from './report.generated.ts';

/** `hits 3 of 1,000 messages (0.3 %)`; undefined where it was not counted. */
export function hitWords({ hit }: Pick<ReportEdit, 'hit'>): string | undefined {
  if (!hit) return undefined;
  const { records, of, share } = hit;
  if (records === 0) return `hits none of ${plural(of, 'message')}`;
  return `hits ${count(records)} of ${plural(of, 'message')} (${percent(share)})`;
}

/** `waived until 2027-01-01: all producers send it`; undefined where it is not. */
export function waivedWords({ waived }: Pick<ReportEdit, 'waived'>): string | undefined {
  return waived && `waived until ${waived.until}: ${waived.reason}`;
}
