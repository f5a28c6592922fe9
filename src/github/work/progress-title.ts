/** What the title of a check says while it runs. */
import { count } from '../../format/numbers.ts';
import { plain } from '../../report/plain.ts';

export function progressTitle(pipeline: string, done: number, total: number): string {
  const share = total === 0 ? 0 : Math.floor((100 * done) / total);
  return `${pipeline}: ${share} % of ${count(total)} records replayed`;
}

/** While it waits for head to be deployed: in an environment, or in any. */
export function waitingTitle(environment: string | undefined): string {
  return `waits until the change is deployed${environment === undefined ? '' : ` to ${plain(environment)}`}`;
}
