/** What GitHub is told of each way a check can end. Whoever concludes a check asks here and nowhere else. */
import type { CheckOutcome, Conclusion, Together } from './outcome.ts';

/**
 * Only an explicit answer lets a merge through. Everything else blocks a required check, which `neutral` and `skipped`
 * would not: https://docs.github.com/pull-requests/collaborating-with-pull-requests/collaborating-on-repositories-with-code-quality-features/troubleshooting-required-status-checks
 */
export function conclusionOf(outcome: CheckOutcome): Conclusion {
  switch (outcome.kind) {
    case 'judged':
      return held(conclusionOfReport(outcome), outcome.together);
    case 'unconfigured':
    case 'installed':
      return 'success';
    case 'broken':
    case 'crashed':
    case 'unreachable':
      return 'failure';
    case 'waiting':
      return 'action_required';
    case 'timed-out':
      return 'timed_out';
    case 'superseded':
    case 'abandoned':
      return 'cancelled';
    default:
      throw new Error(`unknown outcome ${String(outcome satisfies never)}`);
  }
}

/** What was found with others in place is no success before these are. */
function held(conclusion: Conclusion, together: Together | undefined): Conclusion {
  return conclusion === 'success' && together && together.holds.length > 0 ? 'action_required' : conclusion;
}

function conclusionOfReport({ report, inconclusive }: Extract<CheckOutcome, { kind: 'judged' }>): Conclusion {
  switch (report.verdict) {
    case 'pass':
    case 'unaffected':
      return 'success';
    case 'fail':
      return 'failure';
    case 'inconclusive':
      return inconclusive === 'allow' ? 'success' : 'action_required';
    default:
      throw new Error(`unknown verdict ${String(report.verdict satisfies never)}`);
  }
}
