/** What the title of a check says while it runs. */
import { count } from '../../format/numbers.ts';

export function progressTitle(pipeline: string, done: number, total: number): string {
  const share = total === 0 ? 0 : Math.floor((100 * done) / total);
  return `${pipeline}: ${share} % of ${count(total)} records replayed`;
}
