/** How much recorded traffic an edit hits by itself, in words. */
import { count, percent, plural } from '../format/numbers.ts';
import { cut, plain } from './plain.ts';
import type { ReportEdit } from './report.generated.ts';

/** Clients that are named on one line. */
const MOST_CLIENTS = 3;
const LONGEST = 40;

/** `hits 3 of 1,000 messages (0.3 %): web 2, android 1`; undefined where it was not counted. */
export function hitWords({ hit }: Pick<ReportEdit, 'hit'>): string | undefined {
  if (!hit) return undefined;
  const { records, of, share, clients = [] } = hit;
  if (records === 0) return `hits none of ${plural(of, 'message')}`;
  const named = clients.slice(0, MOST_CLIENTS).map((one) => `${cut(plain(one.name), LONGEST)} ${count(one.records)}`);
  const others = clients.length > MOST_CLIENTS ? ' and others' : '';
  const who = named.length > 0 ? `: ${named.join(', ')}${others}` : '';
  return `hits ${count(records)} of ${plural(of, 'message')} (${percent(share)})${who}`;
}

/** `waived until 2027-01-01: all producers send it`; undefined where it is not. */
export function waivedWords({ waived }: Pick<ReportEdit, 'waived'>): string | undefined {
  return waived && `waived until ${waived.until}: ${waived.reason}`;
}
