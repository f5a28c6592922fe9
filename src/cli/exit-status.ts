/** What the program's exit status says. */
import type { Verdict } from '../report/report.generated.ts';

/** A usage, config or artifact error: nothing was judged. */
export const NOT_JUDGED = 2;

export function exitStatus(verdict: Verdict): number {
  switch (verdict) {
    case 'pass':
    case 'unaffected':
      return 0;
    case 'fail':
      return 1;
    case 'inconclusive':
      return 3;
    default:
      return verdict satisfies never;
  }
}
