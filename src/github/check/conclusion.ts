/** What GitHub is told of each way a check can end. Whoever concludes a check asks here and nowhere else. */
import type { CheckOutcome, Conclusion } from './outcome.ts';

/**
 * Only an explicit answer lets a merge through. Everything else blocks a required check, which `neutral` and `skipped`
 * would not: https://docs.github.com/pull-requests/collaborating-with-pull-requests/collaborating-on-repositories-with-code-quality-features/troubleshooting-required-status-checks
 */
export function conclusionOf(outcome: CheckOutcome): Conclusion {
  switch (outcome.kind) {
    case 'judged':
      return conclusionOfReport(outcome);
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
