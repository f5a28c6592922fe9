import type { Downstream, Verdict } from '../report/report.generated.ts';

const SEVERITY: Readonly<Record<Verdict, number>> = { unaffected: 0, pass: 1, inconclusive: 2, fail: 3 };

/** The worst of several verdicts; `unaffected` if there are none. */
export function worstVerdict(verdicts: readonly Verdict[]): Verdict {
  return verdicts.reduce<Verdict>(
    (worst, verdict) => (SEVERITY[verdict] > SEVERITY[worst] ? verdict : worst),
    'unaffected',
  );
}

/** Of a whole report: a change whose weir.yml would not stand fails, whatever its pipelines do. */
export function wholeVerdict(
  pipelines: readonly Verdict[],
  problems: readonly string[] = [],
  downstreams: readonly Downstream[] = [],
): Verdict {
  return problems.length > 0 ? 'fail' : worstVerdict([...pipelines, ...downstreams.map(countedAs)]);
}

/** Only what blocks counts, and it does so where somebody could look; that something moves elsewhere is no `unaffected`. */
function countedAs({ status, verdict = 'unaffected', gate, approval, unanswered }: Downstream): Verdict {
  switch (status) {
    case 'not read':
      return gate === 'block' ? 'inconclusive' : 'unaffected';
    case 'judged':
      if (verdict === 'unaffected') return 'unaffected';
      return gate === 'inform' || approval || unanswered ? 'pass' : verdict;
    case 'not judged':
      return 'pass';
    case 'not reached':
      return 'unaffected';
    default:
      return status satisfies never;
  }
}
